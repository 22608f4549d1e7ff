import { generateAgent } from './generate-agent.ts'
import { generateCitizen } from './generate-citizen.ts'
import { readGeography } from './geography.ts'
import { type Persona, personaSchema } from './persona.ts'

/** How many people of which kind; the same seed gives the same people. */
export type GenerateOptions = { kind: Persona['kind']; count: number; seed: number }

/**
 * Invents people who pass every check: real INSEE codes, SIRETs of the built-in organisations, addresses at
 * example.org. The library of names is loaded by the first call.
 */
export const generatePersonas = async ({ kind, count, seed }: GenerateOptions): Promise<Persona[]> => {
  const [{ faker }, geography] = await Promise.all([import('@faker-js/faker/locale/fr'), readGeography()])
  faker.seed(seed)
  const invent = kind === 'citizen' ? generateCitizen : generateAgent
  const taken = new Map<string, number>()
  return Array.from({ length: count }, () => {
    const { name, ...fields } = invent({ faker, geography })
    const times = (taken.get(name) ?? 0) + 1
    taken.set(name, times)
    const id = times === 1 ? name : `${name}-${times}`
    return personaSchema.parse({ id, kind, ...fields, email: `${id}@example.org` })
  })
}
