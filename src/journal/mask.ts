import type { Params } from '../oidc/params.ts'
import type { Masked } from './exchange.ts'

/** Parameters that give access to something, in letters alone: who misspells one sends the secret all the same. */
const secret = new Set([
  'clientsecret',
  'secret',
  'clientassertion',
  'code',
  'codeverifier',
  'accesstoken',
  'refreshtoken',
  'token',
  'idtoken',
  'idtokenhint',
  'assertion',
  'password',
  'csrftoken',
  'xsrf',
  'verifyemailtoken',
])

/** A parameter's name in letters alone, however it was spelt. */
export const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')

const isSecret = (name: string): boolean => secret.has(lettersOf(name))

/** Enough of a value to recognise it in another place, too little to use it. */
export const shorten = (value: string): string =>
  value.length <= 8 ? '…' : `${value.slice(0, 6)}… (${value.length})`

/** What is secret whatever its name: the clients' own secrets among the values of a request, their words and its names. */
export type Held = ReadonlySet<string>

const none: Held = new Set()

/** Which values of a request, or in addresses that it sends, are secrets of clients, under any name. */
export const heldIn = (secrets: Held, ...all: readonly Params[]): Held => {
  let found: Set<string> | undefined
  for (const params of all) {
    for (const sent of sentIn(params)) {
      for (const one of secretsIn(secrets, sent)) {
        found ??= new Set()
        found.add(one)
      }
    }
  }
  return found ?? none
}

/** The secrets that a parameter is: its name, its value or a word of it, as of a scope. */
const secretsIn = (secrets: Held, [name, value]: Sent): string[] =>
  [name, value, ...(value.includes(' ') ? value.split(' ') : [])].filter((one) => secrets.has(one))

/** The names of the parameters that hold a secret, or are one. */
export const exposedIn = (secrets: Held, sent: readonly Sent[]): string[] => [
  ...new Set(sent.flatMap((one) => (secretsIn(secrets, one).length > 0 ? [maskName(one[0], secrets)] : []))),
]

/** Replaces the values of secret parameters, unless `shown` asks to see them. */
export const mask = (params: Params, shown: boolean, held: Held = none): Masked => {
  if (shown) return params
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      maskName(name, held),
      typeof value === 'string'
        ? maskValue(name, value, held)
        : value?.map((one) => maskValue(name, one, held)),
    ]),
  )
}

/** Addresses inside addresses that are read; what is deeper is shortened as a whole. */
const DEPTH = 3

const maskName = (name: string, held: Held): string => (held.has(name) ? shorten(name) : name)

const maskValue = (name: string, value: string, held: Held, depth = 0): string => {
  if (isSecret(name) || held.has(value)) return shorten(value)
  if (!/[?&#][^?&#=]+=/.test(value)) return maskWords(value, held)
  return depth < DEPTH ? maskParameters(value, held, depth + 1) : shorten(value)
}

/** Words of a scope, say, one of which may be a secret. */
const maskWords = (value: string, held: Held): string =>
  held.size === 0 || !value.includes(' ')
    ? value
    : value
        .split(' ')
        .map((word) => maskName(word, held))
        .join(' ')

/** An address whose secret parameters are shortened; all else stays as it came. */
export const maskAddress = (address: string, shown: boolean, held: Held = none): string =>
  shown ? address : maskParameters(address, held, 0)

/** A sentence that tells a value again, which may be a secret or an address. */
export const maskText = (text: string, shown: boolean, held: Held = none): string =>
  shown
    ? text
    : [...held].reduce((told, one) => told.replaceAll(one, shorten(one)), maskAddress(text, false, held))

/** A parameter by its name and one value of it. */
type Sent = readonly [name: string, value: string]

/** Parameters, each with those of an address in its value. */
export const sentIn = (params: Params): Sent[] =>
  Object.entries(params).flatMap(([name, value]) =>
    [value].flat().flatMap((one = '') => [[name, one] as const, ...parametersIn(one)]),
  )

/** Parameters of an address, each with those of an address in its value. */
export const parametersIn = (address: string, depth = 0): Sent[] =>
  [...address.matchAll(/[?&#]([^?&#=]+)=([^&#]+)/g)].flatMap(([, name = '', encoded = '']) => {
    const value = decode(encoded)
    return [[decode(name), value], ...(depth < DEPTH ? parametersIn(value, depth + 1) : [])]
  })

const maskParameters = (text: string, held: Held, depth: number): string =>
  text.replace(/([?&#])([^?&#=]+)=([^&#]+)/g, (whole, mark: string, name: string, encoded: string) => {
    const value = decode(encoded)
    const plain = decode(name)
    const masked = maskValue(plain, value, held, depth)
    if (held.has(plain)) return `${mark}${encodeURIComponent(shorten(plain))}=${encodeURIComponent(masked)}`
    return masked === value ? whole : `${mark}${name}=${encodeURIComponent(masked)}`
  })

const decode = (encoded: string): string => {
  const [[, value = ''] = []] = new URLSearchParams(`v=${encoded}`)
  return value
}

/** Whether an address that the journal tells is a registered one: what the journal shortened counts as it was. */
export const isSameAddress = (told: string, registered: string): boolean =>
  told === registered || told === maskAddress(registered, false)
