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
  return { ...persona, ...Object.fromEntries(overrides) }
}
