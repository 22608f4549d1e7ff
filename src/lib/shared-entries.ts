import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { readTold, type Sharing } from './sharing.ts'

/** What is given a limited number of times, whichever replica is asked. */
export type SharedEntry<Part, Left> = {
  id: string
  /** What each replica did with it, by its name: only it writes that, so that nothing is lost. */
  parts: Map<string, Part>
  /** How many times it can still be given. */
  remaining: number
  /** Why it was left: who left it last is right. */
  left: Left
}

type HowTold<Entry, Part, Left> = {
  /** An entry as another replica told it; @throws ProblemsError for what this version cannot read. */
  read(id: string, told: unknown): Entry
  part: z.ZodType<Part>
  left: z.ZodType<Left>
  /** What its parts make of it. */
  remainingOf(entry: Entry): number
}

/** In the place of a replica's name: the part that says why an entry was left. */
const WHY = 'why'

/** Entries that all replicas hold and give, when they are shared; those of this process otherwise. */
export class SharedEntries<Entry extends SharedEntry<Part, Left>, Part, Left> {
  readonly #how: HowTold<Entry, Part, Left>
  readonly #entries = new Map<string, Entry>()
  #sharing: Sharing | undefined

  constructor(how: HowTold<Entry, Part, Left>) {
    this.#how = how
  }

  /** By id, oldest first. */
  get all(): ReadonlyMap<string, Entry> {
    return this.#entries
  }

  /** `told`: as `read` reads it. */
  add(entry: Entry, told: unknown): void {
    this.#entries.set(entry.id, entry)
    this.#sharing?.tell([[entry.id, told]])
  }

  /** Says whether there was such an entry. */
  remove(id: string): boolean {
    const parts = this.#entries.get(id)?.parts.keys() ?? []
    const names = [id, ...[WHY, ...parts].map((part) => partName(id, part))]
    const isKnown = this.#entries.delete(id)
    if (isKnown) this.#sharing?.tell(names.map((name) => [name, undefined]))
    return isKnown
  }

  /**
   * Takes one before any other replica does; says whether there was one left. `true` and no promise where nothing is
   * shared: nobody can come in between.
   */
  claim(id: string, limit: number): true | Promise<boolean> {
    return this.#sharing?.claim(id, limit) ?? true
  }

  /** Gives back what was claimed. */
  release(id: string): void {
    this.#sharing?.release(id)
  }

  /** Changes what this replica did with an entry. */
  change({ id }: Entry, next: (part: Part | undefined) => Part): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    const { replica = 'alone' } = this.#sharing ?? {}
    const make = (to: Entry) => this.#put(to, replica, next(to.parts.get(replica)))
    make(entry)
    const written = () => {
      const standing = this.#entries.get(id)
      // It was read anew meanwhile, without what was not written yet.
      if (standing && standing !== entry) make(standing)
      return standing?.parts.get(replica)
    }
    this.#sharing?.tell([[partName(id, replica), written]])
  }

  /** Says why an entry was left. */
  leave(entry: Entry, left: Left): void {
    if (isDeepStrictEqual(left, entry.left)) return
    entry.left = left
    this.#sharing?.tell([[partName(entry.id, WHY), left]])
  }

  /** Shares them with other replicas from now on. */
  share(sharing: Sharing): void {
    this.#sharing = sharing
  }

  /** Puts what a replica told in its place; @throws ProblemsError for what cannot be read. */
  place(name: string, told: unknown): void {
    const [id = '', replica] = name.split('/')
    const entry = this.#entries.get(id)
    if (replica === undefined) {
      if (told === undefined) this.#entries.delete(id)
      else if (!entry) this.#entries.set(id, this.#how.read(name, told))
    } else if (entry && told !== undefined) {
      if (replica === WHY) entry.left = readTold(this.#how.left, name, told)
      else if (!this.#isOurs(entry, replica)) this.#put(entry, replica, readTold(this.#how.part, name, told))
    }
  }

  /** Forgets all that replicas told: it is told again. */
  begin(): void {
    this.#entries.clear()
  }

  /** What comes back of our own part may be older than what is here. */
  #isOurs({ parts }: Entry, replica: string): boolean {
    return replica === this.#sharing?.replica && parts.has(replica)
  }

  #put(entry: Entry, replica: string, part: Part): void {
    entry.parts.set(replica, part)
    entry.remaining = this.#how.remainingOf(entry)
  }
}

/** The name under which a part of an entry is told. */
const partName = (id: string, part: string): string => `${id}/${part}`
