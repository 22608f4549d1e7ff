import { asKept } from '../conformance/criterion.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Choice } from '../journal/search.ts'
import { namesOf } from '../journal/where.ts'
import type { Login } from '../logins/login.ts'
import type { Desk } from './desk.ts'
import type { NearMiss } from './near-misses.ts'

/** What an armed login is matched by. */
type Key = Readonly<Partial<Record<'client_id' | 'hub' | 'label', string | undefined>>>

/** Armed logins that still wait although a request came that they almost were for; those that a choice asks for. */
export const armedNearMisses = (
  { search = '', outcome: _, login: id, endpoint = 'authorization', fault, ...where }: Choice,
  { logins, journal }: Pick<Desk, 'logins' | 'journal'>,
): NearMiss[] => {
  if (endpoint !== 'authorization') return []
  const all = logins.list()
  const taken = new Set(all.map((one) => one.id))
  const arrivals = journal.filter({ endpoint }).filter(({ login = '' }) => !taken.has(login))
  const wanted = Object.entries(where)
  const isAsked = (key: Key) => wanted.every(([name, value]) => key[name as keyof Key] === value)
  const words = search.toLowerCase().split(/\s+/)
  return all.flatMap((login) => {
    if (login.state !== 'armed' || login.why_not === undefined || (id ?? login.id) !== login.id) return []
    const faults = login.faults.map((one) => (typeof one === 'string' ? one : one.fault))
    if (!namesOf(fault).every((name) => faults.includes(name))) return []
    const arrival = arrivalNear(login, arrivals)
    const miss: NearMiss = {
      kind: 'login',
      received: keyOf(arrival ?? login),
      ...(arrival && { nearest: keyOf(login), exchange: arrival.id }),
      difference: asKept(login.why_not, login.fr?.why_not),
      login: login.id,
    }
    const told = JSON.stringify(miss).toLowerCase()
    const isChosen = isAsked(login) || (arrival !== undefined && isAsked(arrival))
    return isChosen && words.every((word) => told.includes(word)) ? [miss] : []
  })
}

/** The last request of its own client since it waits; before any came, that of another which differs by nothing else. */
const arrivalNear = (
  { client_id, hub, label, armed_at }: Login,
  arrivals: readonly Exchange[],
): Exchange | undefined => {
  const later = arrivals.filter(({ at }) => at >= armed_at)
  return (
    later.findLast((one) => one.client_id === client_id) ??
    later.findLast((one) => one.hub === hub && one.label === label)
  )
}

const keyOf = ({ client_id, hub, label }: Key): string =>
  [client_id, hub, label].filter((one) => one !== undefined).join(', ')
