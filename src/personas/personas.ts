import type { Persona } from './persona.ts'

/** The people who can log in right now. */
export type Personas = {
  get(id: string): Persona | undefined
  /** In the order they were given, all or of one kind. */
  list(kind?: Persona['kind']): readonly Persona[]
  /** Adds a person, or takes the place of who has the same id. */
  put(persona: Persona): void
  /** Says whether there was such a person. */
  remove(id: string): boolean
  /** Those whose id, label, story, names, e-mail or number hold every word; case and accents do not count. */
  search(text: string, kind?: Persona['kind']): Persona[]
  /** Back to the people of the beginning. */
  reset(): void
  /** Listens to changes; returns how to stop. */
  onChange(listener: () => void): () => void
}

/** Keeps people in memory; a person is never changed in place, `put` a new one instead. */
export const createPersonas = (seed: readonly Persona[]): Personas => {
  const people = new Map<string, Persona>()
  const listeners = new Set<() => void>()
  // Every login looks its person up, and few tests add any.
  const lists = new Map<Persona['kind'] | undefined, readonly Persona[]>()
  const tell = () => {
    lists.clear()
    for (const listener of listeners) listener()
  }
  const begin = () => {
    people.clear()
    for (const persona of seed) people.set(persona.id, persona)
  }
  const list = (kind?: Persona['kind']) => {
    const known =
      lists.get(kind) ?? [...people.values()].filter((persona) => kind === undefined || persona.kind === kind)
    lists.set(kind, known)
    return known
  }
  begin()
  return {
    get: (id) => people.get(id),
    list,
    put: (persona) => {
      people.set(persona.id, persona)
      tell()
    },
    remove: (id) => {
      const was = people.delete(id)
      if (was) tell()
      return was
    },
    search: (text, kind) => {
      const words = plain(text).split(/\s+/)
      return list(kind).filter((persona) => {
        const described = plain(describe(persona))
        return words.every((word) => described.includes(word))
      })
    },
    reset: () => {
      begin()
      tell()
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const describe = (persona: Persona): string => {
  const { id, label, story, story_fr, given_name, email } = persona
  const own =
    persona.kind === 'citizen'
      ? [persona.family_name, persona.preferred_username, persona.birthplace, persona.birthcountry]
      : [persona.usual_name, persona.uid, persona.siret, persona.organizational_unit]
  return [id, label, story, story_fr, given_name, email, ...own]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** Without case nor accents: an `É` falls apart into `E` and a mark, and marks are dropped. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
