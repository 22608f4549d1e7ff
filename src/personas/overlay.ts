import type { Persona } from './persona.ts'

/**
 * The person as a platform sees them: their overrides for these ids, the last id winning. Name the platform first
 * and the hub after it, so that `proconnect-rie` refines `proconnect`.
 */
export const personaOn = <Person extends Persona>(
  persona: Person,
  platformIds: readonly string[],
): Person => {
  const overrides = platformIds.flatMap((platformId) => Object.entries(persona.platforms[platformId] ?? {}))
  return { ...persona, ...retold(Object.fromEntries(overrides)) }
}

/** Changes of a person: a story that is told anew leaves nothing of the former in French. */
export const retold = (changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  'story' in changes && !('story_fr' in changes) ? { ...changes, story_fr: undefined } : changes
