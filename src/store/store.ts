/** store/ owns values that expire: everything a hub keeps between two requests, in memory or shared by replicas. */
export type Store = {
  /** The value kept under a key, `undefined` when there is none or it has expired. */
  get(key: string): Promise<unknown>
  /** Keeps a JSON value for `ttl` seconds. */
  set(key: string, value: object, ttl: number): Promise<void>
  /** Forgets the value or the list of a key. */
  delete(key: string): Promise<void>
  /** Forgets every key that begins with the prefix. */
  clear(prefix: string): Promise<void>
  /** Keys of values alive that begin with the prefix, lists left out. */
  keys(prefix: string): Promise<readonly string[]>
  /** Seconds that a key still has to live, `undefined` when there is none. */
  remaining(key: string): Promise<number | undefined>
  /**
   * Adds a JSON value at the end of the list of a key, which keeps its newest `limit` and lives `ttl` seconds from now
   * on. Two writers at once lose nothing, as they would by reading the list and keeping it anew.
   */
  append(key: string, value: object, kept: { ttl: number; limit: number }): Promise<void>
  /** The list of a key, oldest first; empty when there is none or it has expired. */
  list(key: string): Promise<readonly unknown[]>
  /** Makes what a request wrote stand before the request is over: its answer is held back. */
  settle(): Promise<void>
  /** Ends timers and connections. */
  close(): Promise<void>
}
