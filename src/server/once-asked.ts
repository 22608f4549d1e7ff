import type { Middleware } from 'koa'

/** A door, and how it is closed. */
type Door = { middleware: Middleware; close(): void }

/** A door whose code is loaded by the first request that comes to it; by the next one when that failed. */
export const onceAsked = (load: () => Promise<Door>): { middleware: Middleware; close(): Promise<void> } => {
  let opened: Promise<Door> | undefined
  const open = async () => {
    try {
      return await load()
    } catch (error) {
      opened = undefined
      throw error
    }
  }
  return {
    async middleware(ctx, next) {
      opened ??= open()
      return (await opened).middleware(ctx, next)
    },
    async close() {
      // Who asked for a door that does not open was told.
      const door = await opened?.catch(() => undefined)
      door?.close()
    },
  }
}
