import { hash } from 'node:crypto'

type Params = Readonly<Record<string, unknown>>

/** Parameters whose values serve one login. */
const once = ['state', 'nonce']

/** Characters above which a value is told apart by its hash: some clients put addresses into a state. */
const LONG = 64

/** How the login that was given its code for a value is known. */
const usedThread = (hub: string, params: Params, name: string): string | undefined => {
  const value = params[name]
  if (typeof value !== 'string' || value === '') return undefined
  const short = value.length > LONG ? hash('sha256', value, 'base64url') : value
  return `${hub}:used-${name}:${params.client_id}:${short}`
}

/** What a request that is given its code uses up. */
export const usedThreads = (hub: string, params: Params): string[] => {
  const threads: string[] = []
  for (const name of once) {
    const thread = usedThread(hub, params, name)
    if (thread !== undefined) threads.push(thread)
  }
  return threads
}

/** The parameters of a request whose values have served a login; `isKnown` tells whether one is known by a thread. */
export const usedParams = (hub: string, params: Params, isKnown: (thread: string) => boolean): string[] => {
  const used: string[] = []
  for (const name of once) {
    const thread = usedThread(hub, params, name)
    if (thread !== undefined && isKnown(thread)) used.push(name)
  }
  return used
}
