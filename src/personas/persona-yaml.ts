import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import { type Persona, personaSchema } from './persona.ts'

/** The order in which a person reads best; other fields follow as they come. */
const first = ['id', 'kind', 'label', 'story', 'story_fr', 'given_name', 'family_name', 'usual_name']

/** A person as a file: what has its default value is left out, so that reading it gives the same person again. */
export const personaYaml = (persona: Persona): string => {
  const fields: Record<string, unknown> = persona
  const keys = [...new Set([...first, ...Object.keys(fields)])].filter((key) => fields[key] !== undefined)
  const written = keys.filter((key) => !isDefault(persona, key)).map((key) => [key, fields[key]])
  return stringify(Object.fromEntries(written), { lineWidth: 0 })
}

/** Whether reading the person without this field would put the same value there. */
const isDefault = (persona: Persona, key: string): boolean => {
  const { [key]: value, ...others } = persona as Record<string, unknown>
  const { success, data } = personaSchema.safeParse(others)
  return success && isDeepStrictEqual((data as Record<string, unknown>)[key], value)
}
