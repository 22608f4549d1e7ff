import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Milliseconds that others have once the server was told to stop. */
type Patience = {
  /** To send the rest of a request: what is on its way already arrives. */
  asking: number
  /** To be answered; container engines kill after ten seconds. */
  answers: number
}

const PATIENCE: Patience = { asking: 500, answers: 5000 }

/**
 * How a server stops, made before it listens: it takes no more connections, answers what was asked, and closes each
 * connection with its answer. Who has not asked anything is cut off at once, who asks or waits longer than `patience` then.
 */
export const createStop = (server: Server, patience = PATIENCE): (() => Promise<void>) => {
  // Kept here because Node's own list begins with the end of the TLS handshake.
  const sockets = new Set<Socket>()
  const answering = new Set<ServerResponse>()
  let isStopping = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  // By TLS there are two: one reads what is encrypted, the other what was said.
  for (const event of ['connection', 'secureConnection']) server.on(event, keep)
  server.prependListener('request', (_request, response) => {
    if (isStopping) endWith(response)
    answering.add(response)
    response.once('close', () => answering.delete(response))
  })
  return async () => {
    isStopping = true
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
    for (const response of answering) endWith(response)
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    const deadlines = [
      setTimeout(() => {
        const asked = [...answering].filter(({ req }) => req.complete).map(({ socket }) => peerOf(socket))
        for (const socket of sockets) if (!asked.includes(peerOf(socket))) socket.destroy()
      }, patience.asking),
      setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, patience.answers),
    ]
    await closed
    for (const deadline of deadlines) clearTimeout(deadline)
  }
}

/** The other end of a connection: the same for both of its sockets by TLS. */
const peerOf = (socket: Socket | null): string => `${socket?.remoteAddress} ${socket?.remotePort}`

/** Closes the connection of an answer with it; its client is told when there is still time. */
const endWith = (response: ServerResponse): void => {
  const { socket } = response
  if (!response.headersSent) response.setHeader('connection', 'close')
  response.once('finish', () => socket?.destroySoon())
}
