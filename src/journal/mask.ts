import type { Params } from '../oidc/params.ts'
import type { Masked } from './exchange.ts'

/** Parameters that give access to something. */
const secret = new Set([
  'client_secret',
  'client_assertion',
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'token',
  'id_token',
  'id_token_hint',
  'assertion',
  'password',
  'csrfToken',
  'xsrf',
  'verify_email_token',
])

/** Enough of a value to recognise it in another place, too little to use it. */
export const shorten = (value: string): string =>
  value.length <= 8 ? '…' : `${value.slice(0, 6)}… (${value.length})`

/** Replaces the values of secret parameters, unless `shown` asks to see them. */
export const mask = (params: Params, shown: boolean): Masked => {
  if (shown) return params
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, secret.has(name) ? hide(value) : value]),
  )
}

const hide = (value: Params[string]) => (typeof value === 'string' ? shorten(value) : value?.map(shorten))

/** An address whose secret parameters are shortened, in its query and in its fragment. */
export const maskAddress = (address: string, shown: boolean): string => {
  const url = shown ? null : URL.parse(address, 'http://relative.invalid')
  if (!url) return address
  shortenIn(url.searchParams)
  const fragment = new URLSearchParams(url.hash.slice(1))
  if (shortenIn(fragment)) url.hash = fragment.toString()
  return url.host === 'relative.invalid' ? `${url.pathname}${url.search}${url.hash}` : url.href
}

/** Says whether there was something to shorten. */
const shortenIn = (params: URLSearchParams): boolean => {
  const names = [...params.keys()].filter((name) => secret.has(name) && params.get(name))
  for (const name of names) params.set(name, shorten(params.get(name) ?? ''))
  return names.length > 0
}
