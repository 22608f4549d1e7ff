import type { RedisAddress } from './redis-address.ts'

/** A command of Redis and its arguments. */
export type Command = readonly string[]

/** The store does not answer, or answers an error: what a request wanted to write was not written. */
export class StoreAway extends Error {
  /** The store by its address, without password. */
  readonly shown: string

  constructor(shown: string, cause: unknown) {
    super(`store ${shown}: ${reasonOf(cause)}`, { cause })
    this.name = 'StoreAway'
    this.shown = shown
  }
}

/** Two connections to one server: one for commands, one that listens. */
export type RedisConnection = {
  /** One command; @throws StoreAway. */
  ask(command: Command): Promise<unknown>
  /** All commands or none, and nothing of anybody else's in between; @throws StoreAway. */
  atOnce(commands: readonly Command[]): Promise<readonly unknown[]>
  /** Calls the listener with each message of the channel, and whenever some may have been missed. */
  listen(listener: () => void): void
  close(): Promise<void>
}

type ConnectionOptions = RedisAddress & {
  /** The channel to listen to. */
  channel: string
  /** Told once each time that the server goes away. */
  onTrouble(trouble: StoreAway): void
  /** Milliseconds that an answer may take. */
  patience?: number
}

/** Milliseconds before the first and the later attempts to find the server again. */
const FIRST_RETRY = 50
const LAST_RETRY = 1000

/**
 * Connects to Redis or Valkey, and again whenever the connection is lost; commands fail at once while there is none.
 * @throws StoreAway when the server cannot be reached now.
 */
export const connectRedis = async ({
  url,
  shown,
  channel,
  onTrouble,
  patience = 2000,
}: ConnectionOptions): Promise<RedisConnection> => {
  // Loaded here alone: who keeps everything in memory does not wait for it.
  const { createClient } = await import('@redis/client')
  let began = false
  let isAway = false
  let listener: (() => void) | undefined
  const hear = () => listener?.()
  const retry = (retries: number) => began && Math.min(FIRST_RETRY * 2 ** retries, LAST_RETRY)
  const client = createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    socket: { connectTimeout: patience, reconnectStrategy: retry },
  })
  const ears = client.duplicate({ disableOfflineQueue: false })
  client.on('error', (error: unknown) => {
    if (began && !isAway) onTrouble(new StoreAway(shown, error))
    isAway = true
  })
  client.on('ready', () => {
    isAway = false
  })
  ears.on('error', () => undefined)
  ears.on('ready', hear)

  const within = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error(`no answer within ${patience} ms`)), patience)
    try {
      return await Promise.race([asked, late.promise])
    } catch (error) {
      throw new StoreAway(shown, error)
    } finally {
      clearTimeout(timer)
    }
  }

  try {
    await within(Promise.all([client.connect(), ears.connect()]))
    await within(ears.subscribe(channel, hear))
    began = true
  } catch (error) {
    abandon(client)
    abandon(ears)
    throw error
  }
  return {
    ask: (command) => within(client.sendCommand([...command])),
    async atOnce(commands) {
      const multi = client.multi()
      for (const command of commands) multi.addCommand([...command])
      return within(multi.exec())
    },
    listen(given) {
      listener = given
    },
    async close() {
      abandon(client)
      abandon(ears)
    },
  }
}

const abandon = (client: { isOpen: boolean; destroy(): void }): void => {
  if (client.isOpen) client.destroy()
}

const reasonOf = (cause: unknown): string => {
  if (cause instanceof StoreAway) return cause.message.replace(/^store \S+: /, '')
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0])
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
