import { Notice } from '../lib/notice.ts'

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

/** The store answers again, after it was away. */
export class StoreBack extends Notice {
  constructor(shown: string) {
    super(`store ${shown}: it answers again`)
  }
}

const reasonOf = (cause: unknown): string => {
  if (cause instanceof StoreAway) return cause.message.replace(/^store \S+: /, '')
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0])
  // One of several commands: the client library's own message counts those that failed.
  if (cause instanceof Error && 'replies' in cause && Array.isArray(cause.replies))
    return reasonOf(cause.replies.find((reply) => reply instanceof Error) ?? cause.message)
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
