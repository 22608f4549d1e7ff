import type { Persona } from '../../personas/persona.ts'
import { checkName } from '../wish.ts'

/** Who a form of the provider's page names, nobody when the identity is typed; @throws WishError for a person or an
 * ending that does not exist. */
export const chosenIn = (
  { persona = '', outcome = '' }: Readonly<Record<string, string>>,
  people: readonly Persona[],
  outcomes: readonly string[],
): Persona | undefined => {
  if (outcome !== '') checkName('outcome', outcome, ['cancel', ...outcomes])
  const ids = people.map(({ id }) => id)
  if (persona !== '') checkName('persona', persona, ids)
  return people.find(({ id }) => id === persona)
}
