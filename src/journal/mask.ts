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
  'id_token_hint',
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

/** An address whose secret query parameters are shortened. */
export const maskAddress = (address: string, shown: boolean): string => {
  const url = shown ? null : URL.parse(address, 'http://relative.invalid')
  if (!url) return address
  for (const name of [...url.searchParams.keys()]) {
    const value = url.searchParams.get(name)
    if (secret.has(name) && value) url.searchParams.set(name, shorten(value))
  }
  return url.host === 'relative.invalid' ? `${url.pathname}${url.search}` : url.href
}
