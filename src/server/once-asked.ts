import type { Middleware } from 'koa'

/** A door, and how it is closed. */
type Door = { middleware: Middleware; close(): void }

/** A door whose code is loaded by the first request that comes to it. */
export const onceAsked = (load: () => Promise<Door>): { middleware: Middleware; close(): Promise<void> } => {
  let opened: Promise<Door> | undefined
  return {
    async middleware(ctx, next) {
      opened ??= load()
      return (await opened).middleware(ctx, next)
    },
    async close() {
      ;(await opened)?.close()
    },
  }
}
