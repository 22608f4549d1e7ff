import { type Defect, formatDefects } from './formats.ts'

/** The fields of a person that may not be checked yet. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is a mapping: something that has named fields. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything wrong in a person's claims, as each platform sees them and as the civil register knows them. */
export const personaDefects = (persona: Fields): Defect[] =>
  onEveryPlatform(persona, (fields) => [
    ...formatDefects(fields),
    ...givenNamesDefects(fields),
    ...inCivilIdentity(fields, formatDefects),
  ])

const givenNamesDefects = ({ given_name, given_names }: Fields): Defect[] => {
  if (!Array.isArray(given_names) || typeof given_name !== 'string') return []
  const joined = given_names.join(' ')
  if (joined === given_name) return []
  return [
    { path: ['given_names'], message: `together they say "${joined}", given_name says "${given_name}"` },
  ]
}

/** The defects of what the civil register knows, where that differs from what the person says. */
export const inCivilIdentity = (fields: Fields, defectsOf: (fields: Fields) => Defect[]): Defect[] => {
  const { civil_identity } = fields
  if (!isRecord(civil_identity)) return []
  return defectsOf({ ...fields, ...civil_identity })
    .filter(({ path: [field = ''] }) => field in civil_identity)
    .map(({ path, message }) => ({ path: ['civil_identity', ...path], message }))
}

/** The defects of the person, then those that only an override brings, told where the override stands. */
export const onEveryPlatform = (persona: Fields, defectsOf: (fields: Fields) => Defect[]): Defect[] => {
  const own = defectsOf(persona)
  const known = new Set(own.map(signature))
  const overrides = isRecord(persona.platforms) ? Object.entries(persona.platforms) : []
  return [
    ...own,
    ...overrides.flatMap(([platform, override]) => {
      if (!isRecord(override)) return []
      const unchecked = [persona.unchecked, override.unchecked].flat()
      return defectsOf({ ...persona, ...override, unchecked })
        .filter((defect) => !known.has(signature(defect)))
        .map(({ path, message }) => ({ path: ['platforms', platform, ...path], message }))
    }),
  ]
}

const signature = ({ path, message }: Defect): string => JSON.stringify([path, message])
