import type { Params } from '../oidc/params.ts'
import type { Masked } from './exchange.ts'
import { type Held, heldIn, hide, shorten } from './held.ts'

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

const none: Held = new Set()

/** The names of the parameters in which a secret stands, of those of an address in a value the innermost. */
export const exposedIn = (secrets: Held, params: Params): string[] => {
  const held = heldIn(secrets, params)
  if (held.size === 0) return []
  const exposed = Object.entries(params).flatMap(([name, value]) =>
    [value].flat().flatMap((one = '') => holding([name, one], held, 0)),
  )
  return [...new Set(exposed)]
}

const holding = ([name, value]: Sent, held: Held, depth: number): string[] => {
  const named = hide(name, held)
  const own = named === name ? [] : [named]
  if (hide(value, held) === value) return own
  const within = depth < DEPTH ? ownParameters(value).flatMap((one) => holding(one, held, depth + 1)) : []
  return within.length > 0 ? [...own, ...within] : [named]
}

/** Replaces the values of secret parameters and the secrets of clients, unless `shown` asks to see them. */
export const mask = (params: Params, shown: boolean, secrets: Held = none): Masked => {
  if (shown) return params
  const held = heldIn(secrets, params)
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      hide(name, held),
      typeof value === 'string'
        ? maskValue(name, value, held)
        : value?.map((one) => maskValue(name, one, held)),
    ]),
  )
}

/** Addresses inside addresses that are read; what is deeper is shortened as a whole. */
const DEPTH = 3

const maskValue = (name: string, value: string, held: Held, depth = 0): string => {
  if (isSecret(name)) return shorten(value)
  if (!/[?&#][^?&#=]+=/.test(value)) return hide(value, held)
  return depth < DEPTH ? hide(maskParameters(value, held, depth + 1), held) : shorten(value)
}

/** An address, or a sentence that tells what came, without its secrets; all else stays as it came. */
export const maskText = (text: string, shown: boolean, secrets: Held = none): string => {
  if (shown) return text
  const held = heldIn(secrets, text)
  return hide(maskParameters(text, held, 0), held)
}

/** A parameter by its name and one value of it. */
type Sent = readonly [name: string, value: string]

/** Parameters, each with those of an address in its value. */
export const sentIn = (params: Params): Sent[] =>
  Object.entries(params).flatMap(([name, value]) =>
    [value].flat().flatMap((one = '') => [[name, one] as const, ...parametersIn(one)]),
  )

/** Parameters of an address, each with those of an address in its value. */
export const parametersIn = (address: string, depth = 0): Sent[] =>
  ownParameters(address).flatMap((one) => [one, ...(depth < DEPTH ? parametersIn(one[1], depth + 1) : [])])

/** What may be a parameter of an address, with a value or without. */
const PARAMETER = /([?&#])([^?&#=]+)(?:(=)([^&#]*))?/g

const ownParameters = (address: string): Sent[] =>
  [...address.matchAll(PARAMETER)].map(([, , name = '', , encoded = '']) => [decode(name), decode(encoded)])

const maskParameters = (text: string, held: Held, depth: number): string =>
  text.replace(PARAMETER, (whole, mark: string, name: string, equals = '', encoded = '') => {
    const [plain, value] = [decode(name), decode(encoded)]
    const named = hide(plain, held)
    const masked = value === '' ? value : maskValue(plain, value, held, depth)
    if (named === plain && masked === value) return whole
    return `${mark}${named === plain ? name : encodeURIComponent(named)}${equals}${encodeURIComponent(masked)}`
  })

const decode = (encoded: string): string => {
  if (!/[%+]/.test(encoded)) return encoded
  const [[, value = ''] = []] = new URLSearchParams(`v=${encoded}`)
  return value
}

/** Whether an address that the journal tells is a registered one: what the journal shortened counts as it was. */
export const isSameAddress = (told: string, registered: string, secrets: Held = none): boolean =>
  told === registered || told === maskText(registered, false, secrets)
