import type { ServerResponse } from 'node:http'
import type { Context } from 'koa'
import type { Exchange } from '../journal/exchange.ts'
import { ownHeaderValues } from '../lib/own-header-values.ts'
import type { Reply } from './reply.ts'

/** The callers that listen to server-sent events. */
export type EventStreams = {
  /** Answers a request with exchanges, one event each, until the caller leaves. */
  open(ctx: Context, start: NonNullable<Reply['stream']>): void
  /** Ends every stream. */
  close(): void
}

/** Milliseconds between two signs of life on a silent stream. */
const HEARTBEAT = 15_000

/** Bytes that a caller may leave unread before it is taken for gone; it can ask again for what it missed. */
const UNREAD = 1024 * 1024

/** Events are written past Koa, which takes a caller that leaves for an error. */
export const createEventStreams = (): EventStreams => {
  const responses = new Set<ServerResponse>()
  return {
    open(ctx, start) {
      ctx.respond = false
      const { res } = ctx
      // Who sets them on other answers comes too late for one that begins here.
      for (const [name, value] of Object.entries(ownHeaderValues))
        if (!res.hasHeader(name)) res.setHeader(name, value)
      // Without keep-alive, so that a server that closes does not wait for the connection to be idle long enough.
      res.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'close',
        // nginx would keep them until there is a lot to send.
        'x-accel-buffering': 'no',
      })
      res.write(': exchanges follow\n\n')
      const stop = start((exchange) => {
        res.write(eventOf(exchange))
        if (res.writableLength > UNREAD) res.destroy()
      })
      const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT)
      responses.add(res)
      res.once('close', () => {
        clearInterval(heartbeat)
        stop()
        responses.delete(res)
      })
    },
    close() {
      for (const response of responses) response.end()
    },
  }
}

const eventOf = (exchange: Exchange): string =>
  `event: exchange\nid: ${exchange.id}\ndata: ${JSON.stringify(exchange)}\n\n`
