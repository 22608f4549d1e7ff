import { createClient, ErrorReply } from '@redis/client'
import { createOutages } from './outages.ts'
import type { RedisAddress } from './redis-address.ts'
import { StoreAway, type StoreBack } from './store-away.ts'

/** A command of Redis and its arguments. */
export type Command = readonly string[]

/** Two connections to one server: one for commands, one that listens. */
export type RedisConnection = {
  /** One command; @throws StoreAway. */
  ask(command: Command): Promise<unknown>
  /** What the server answers to TIME; `undefined` when it refuses to say, which is no outage; @throws StoreAway. */
  time(): Promise<unknown>
  /** All commands or none, and nothing of anybody else's in between; @throws StoreAway. */
  atOnce(commands: readonly Command[]): Promise<readonly unknown[]>
  /** Calls the listener with each message of the channel, and whenever some may have been missed. */
  listen(listener: () => void): void
  close(): Promise<void>
}

type ConnectionOptions = RedisAddress & {
  /** The channel to listen to. */
  channel: string
  /** Told once each time that the server goes away, and once that it is back. */
  onTrouble(trouble: StoreAway | StoreBack): void
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
  let began = false
  const outages = createOutages({ shown }, (change) => began && onTrouble(change))
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
  client.on('error', (error: unknown) => outages.failed(error))
  client.on('ready', () => {
    outages.reconnected()
    hear()
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

  const watched = async <Answer>(asked: Promise<Answer>, isWrite: boolean): Promise<Answer> => {
    try {
      const answer = await within(asked)
      outages.worked(isWrite)
      return answer
    } catch (error) {
      outages.failed(error, isWrite)
      throw error
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
    ask: (command) => watched(client.sendCommand([...command]), false),
    time: () => watched(client.sendCommand(['TIME']).catch(unlessRefused), false),
    async atOnce(commands) {
      const multi = client.multi()
      for (const command of commands) multi.addCommand([...command])
      return watched(multi.exec(), true)
    },
    listen(given) {
      listener = given
    },
    async close() {
      began = false
      abandon(client)
      abandon(ears)
    },
  }
}

const unlessRefused = (error: unknown): undefined => {
  if (!(error instanceof ErrorReply)) throw error
}

const abandon = (client: { isOpen: boolean; destroy(): void }): void => {
  if (client.isOpen) client.destroy()
}
