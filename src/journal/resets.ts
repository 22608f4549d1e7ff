import type { Sharing } from '../lib/sharing.ts'

/** How many clients' resets are remembered: by the time that one is forgotten, what it interrupted is over. */
const REMEMBERED = 1000

const ALL = 'all'
const nameOf = (client_id: string): string => `client:${client_id}`

/** When everything, or what concerns one client, was forgotten: what began before is not written afterwards. */
export class Resets {
  #count = 0
  #sharing: Pick<Sharing, 'tell'> | undefined
  readonly #last = new Map<string, { id: unknown; count: number }>()

  /** The present, to be kept by what begins. */
  get now(): number {
    return this.#count
  }

  /** Whether what concerns a client was forgotten since. */
  isPast(then: number, client_id: string | undefined): boolean {
    if (then === this.#count) return false
    const names = client_id === undefined ? [ALL] : [ALL, nameOf(client_id)]
    return names.some((name) => (this.#last.get(name)?.count ?? 0) > then)
  }

  /** From now on, what concerns this client, or anyone, is forgotten. */
  add(client_id?: string): void {
    const name = client_id === undefined ? ALL : nameOf(client_id)
    const id = crypto.randomUUID()
    this.place(name, id)
    const old = [...this.#last.keys()].slice(0, -REMEMBERED)
    for (const one of old) this.#last.delete(one)
    this.#sharing?.tell([[name, id], ...old.map((one) => [one, undefined] as const)])
  }

  /** Shares them with other replicas from now on. */
  share(sharing: Pick<Sharing, 'tell'>): void {
    this.#sharing = sharing
  }

  /** Puts what a replica told in its place. */
  place(name: string, id: unknown): void {
    const known = this.#last.get(name)
    if (known?.id === id) return
    this.#last.delete(name)
    if (id !== undefined) this.#last.set(name, { id, count: ++this.#count })
  }

  /** What replicas told is told again, and is known already. */
  begin(): void {}
}
