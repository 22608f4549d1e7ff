/** store/ owns values that expire: everything a hub keeps between two requests, in memory or shared by replicas. */
export type Store = {
  /** The value kept under a key, `undefined` when there is none or it has expired. */
  get(key: string): Promise<unknown>
  /** Keeps a JSON value for `ttl` seconds. */
  set(key: string, value: object, ttl: number): Promise<void>
  delete(key: string): Promise<void>
  /** Forgets every key that begins with the prefix. */
  clear(prefix: string): Promise<void>
  /** Keys alive that begin with the prefix. */
  keys(prefix: string): Promise<readonly string[]>
  /** Seconds that a key still has to live, `undefined` when there is none. */
  remaining(key: string): Promise<number | undefined>
  /** Ends timers and connections. */
  close(): Promise<void>
}
