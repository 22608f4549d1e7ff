import type { Desk } from '../control/desk.ts'
import type { NearMiss } from '../control/near-misses.ts'
import type { Exchange } from '../journal/exchange.ts'
import { type LoginTrace, loginTraces } from '../journal/login-traces.ts'
import { type Sentence, sentence } from '../lib/words.ts'
import type { EventLine, ShortRefusal } from '../pages/dashboard/events.ts'
import type { FindingLine } from '../pages/dashboard/findings.ts'
import type { NearMissLine } from '../pages/dashboard/near-misses.ts'
import type { Option } from '../pages/form.ts'
import { type Language, said } from '../pages/language.ts'

/** The name of a hub; its id when it is served no more. */
export const hubTitle = ({ hubs }: Desk, id: string): string =>
  hubs.find(({ facts }) => facts.id === id)?.facts.title ?? id

/** Where the page of an exchange is. */
export const exchangeHref = (id: string): string => `/_doublure/journal/exchanges/${encodeURIComponent(id)}`

/** Exchanges as lines of the journal, newest first: their logins, each whole, and the others one by one. */
export const eventLines = (desk: Desk, exchanges: readonly Exchange[]): EventLine[] => {
  const logins = loginTraces(desk.journal.filter(), exchanges).map((trace) => loginLine(desk, trace))
  const others = exchanges.filter(({ login }) => login === undefined).map((one) => exchangeLine(desk, one))
  return [...logins, ...others].sort((one, other) => other.at.localeCompare(one.at))
}

const loginLine = (desk: Desk, trace: LoginTrace): EventLine => {
  const { id, hub, client_id, persona, label, state, began, duration, exchanges } = trace
  return {
    kind: 'login',
    href: `/_doublure/journal/logins/${encodeURIComponent(id)}`,
    at: began,
    hub: hubTitle(desk, hub),
    client: client_id,
    persona,
    label,
    fault: exchanges.find(({ fault }) => fault !== undefined)?.fault,
    findings: exchanges.reduce((count, { findings }) => count + findings.length, 0),
    refusal: firstRefusal(exchanges),
    state,
    exchanges: exchanges.length,
    duration,
  }
}

const exchangeLine = (desk: Desk, exchange: Exchange): EventLine => {
  const { id, at, hub, client_id, persona, label, fault, findings, endpoint, method, path, response } =
    exchange
  return {
    kind: 'exchange',
    href: exchangeHref(id),
    at,
    hub: hubTitle(desk, hub),
    client: client_id,
    persona,
    label,
    fault,
    findings: findings.length,
    refusal: firstRefusal([exchange]),
    title: endpoint === 'interaction' ? `${method} ${path.replace(/^.*?\/api\/v2(?=\/)/, '')}` : endpoint,
    status: response.status,
    isRead: isDocumentRead(exchange),
  }
}

/** Discovery or keys, given as they should be: what many clients do before each login. */
const isDocumentRead = ({ endpoint, response, fault, findings, refusal }: Exchange): boolean =>
  (endpoint === 'discovery' || endpoint === 'jwks') &&
  response.status < 400 &&
  fault === undefined &&
  findings.length === 0 &&
  refusal === undefined

/** The refusal that came first: those that follow it, such as that of a token which it killed, are its consequence. */
export const firstRefusal = (exchanges: readonly Exchange[]): ShortRefusal | undefined => {
  const first = exchanges.find(({ refusal }) => refusal !== undefined)
  if (!first?.refusal) return undefined
  const code = shortCode(first.refusal.code)
  const received = findingLines(first).find((one) => one.code !== undefined)?.message
  const reason = received ?? first.refusal.message
  return { code, reason: reason && inShort(reason, code) }
}

/** Characters of a reason in a line: an address may be much longer. */
const SHOWN = 160

/** The beginning of a sentence, without the code that stands before it already. */
const inShort = (words: Sentence, code: string): Sentence => {
  if (typeof words === 'string') return cut(words, `${code}: `)
  return { fr: cut(words.fr, `${code} : `), en: cut(words.en, `${code}: `) }
}

const cut = (text: string, before: string): string => {
  const rest = text.replace(before, '')
  return rest.slice(0, SHOWN) + (rest.length > SHOWN ? '…' : '')
}

/** ProConnect's pages print the library's errors with a prefix that tells nothing. */
const shortCode = (code: string): string => code.replace('oidc-provider-rendered-error:', '')

/** What is wrong in an exchange: the rules that it broke, or why the hub refused it all the same. */
export const findingLines = ({ findings, refusal }: Exchange): FindingLine[] => [
  ...findings.map(({ title, message, remedy, fr, ...finding }) => ({
    ...finding,
    title: sentence(title, fr?.title),
    message: sentence(message, fr?.message),
    remedy: sentence(remedy, fr?.remedy),
  })),
  ...(refusal?.why ?? []).map(({ received, expected, remedy, passage, fr }) => ({
    message: sentence(received, fr?.received),
    title: sentence(expected, fr?.expected),
    remedy: sentence(remedy, fr?.remedy),
    reference: passage,
    code: refusal && shortCode(refusal.code),
  })),
]

/** What almost matched, in the language of the page; what another version said of an armed login may be English alone. */
export const missLine = (lang: Language, miss: NearMiss): NearMissLine => ({
  ...miss,
  difference: said(lang, miss.difference),
  ...(miss.difference.fr === miss.difference.en && { lang: 'en' }),
})

/** The same where they come from many requests, the newest first: those that read alike are one, with where it was seen. */
export const missLines = (lang: Language, desk: Desk, misses: readonly NearMiss[]): NearMissLine[] => {
  const byId = new Map(misses.length === 0 ? [] : desk.journal.filter().map((one) => [one.id, one]))
  const alike = Map.groupBy(misses, ({ kind, received, nearest, difference }) =>
    JSON.stringify([kind, received, nearest, difference]),
  )
  return [...alike.values()].flatMap((all) => {
    const seen = all.flatMap(({ exchange = '' }) => byId.get(exchange) ?? [])
    const [last] = seen
    const hubs = [...new Set(seen.map(({ hub }) => hubTitle(desk, hub)))]
    return all.slice(0, 1).map((miss) => ({
      ...missLine(lang, miss),
      ...(last && { seen: { hubs, at: last.at, href: exchangeHref(last.id), count: all.length } }),
    }))
  })
}

/** The hubs, to choose one. */
export const hubOptions = ({ hubs }: Desk): Option[] =>
  hubs.map(({ facts }) => ({ value: facts.id, label: facts.title }))

/** The clients, each once, to choose one. */
export const clientOptions = ({ clients }: Desk): Option[] => {
  const names = new Map(clients.list().map(({ client_id, client_name }) => [client_id, client_name]))
  return [...names].map(([value, name]) => ({ value, label: name === value ? name : `${name} (${value})` }))
}
