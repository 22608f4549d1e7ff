import type { ArmedFault } from '../faults/waiting-fault.ts'
import type { Login, Undelivered } from '../logins/login.ts'
import type { Desk } from './desk.ts'

/** Looks up the faults of logins that still wait for an answer, by the id of a login, armed or not. */
export const waitingOfLogins = ({ faults }: Pick<Desk, 'faults'>): ((login: string) => Undelivered[]) => {
  const waiting = Map.groupBy(
    faults.list().filter(({ remaining }) => remaining > 0),
    ({ login }) => login,
  )
  return (login) => (waiting.get(login) ?? []).map(toldOf)
}

const toldOf = ({ fault, why_not, fr }: ArmedFault): Undelivered => ({
  fault,
  ...(why_not !== undefined && { why_not }),
  ...(fr && { fr }),
})

/** Adds to logins those of their faults that wait still: a login may be done without them. */
export const withUndelivered = (desk: Pick<Desk, 'faults'>): ((login: Login) => Login) => {
  const waitingOf = waitingOfLogins(desk)
  return (login) => {
    const undelivered = [...(login.undelivered ?? []), ...waitingOf(login.id)]
    return { ...login, ...(undelivered.length > 0 && { undelivered }) }
  }
}
