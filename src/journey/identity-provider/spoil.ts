import type { Visit } from '../visit.ts'
import { checkName } from '../wish.ts'

/** A login may be told to go wrong once it has succeeded here; @throws WishError for a name that does not exist. */
export const spoil = (
  { stage }: Pick<Visit, 'stage'>,
  { client_id, state, fault = '' }: Readonly<Record<string, string>>,
): void => {
  if (fault === '') return
  const known = stage.faults(client_id).map(({ id }) => id)
  checkName('fault', fault, known)
  stage.spoil({ client_id, state }, fault)
}
