import { createHash } from 'node:crypto'
import type { Controls } from '../control/controls.ts'
import { generatePersonas } from '../personas/generate.ts'
import type { Agent, Citizen, Persona } from '../personas/persona.ts'

/** Number that a text always gives. */
const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE()

/**
 * Adds a person whom no other test knows: a complete identity, the same one each time for the same `title`, under an
 * id of its own that ends with `unique`.
 */
export const inventPerson = async <Kind extends Persona['kind']>(
  { personas }: Pick<Controls, 'personas'>,
  { kind, title, unique }: { kind: Kind; title: string; unique: string },
): Promise<Extract<Citizen | Agent, { kind: Kind }>> => {
  const [person] = await generatePersonas({ kind, count: 1, seed: seedOf(title) })
  if (!person) throw new Error(`no ${kind} was generated`)
  const id = `${person.id.slice(0, 40)}-${unique}`
  const added = await personas.put({ ...person, id, email: `${id}@example.org` })
  return added as Extract<Citizen | Agent, { kind: Kind }>
}
