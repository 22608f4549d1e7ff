import { connect, type Socket } from 'node:net'

/** Connects to the port of an address, and says nothing. */
export const openSocket = (url: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

/** Sends bytes as they are, and reads until the server closes or has answered enough; silence is an error. */
export const exchange = async (
  url: string,
  parts: readonly (string | Buffer)[],
  enough = /\r\n\r\n$/,
): Promise<string> => {
  const socket = await openSocket(url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const done = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(10_000, () => {
      reject(new Error(`nothing more came after ${answer}`))
      socket.destroy()
    })
    socket.on('data', (chunk) => {
      answer += chunk
      if (enough.test(answer)) done()
    })
    socket.on('error', done)
    socket.on('close', done)
    for (const part of parts) socket.write(part)
  })
}

/** The statuses of what was answered, in their order. */
export const statuses = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

/** The head of a request. */
export const head = (line: string, ...headers: string[]): string =>
  [`${line} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n')
