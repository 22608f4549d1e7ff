import { expect } from 'vitest'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp } from '../../support/mock.ts'

/** Where the client receives the browser. */
export const callback = 'http://localhost:3000/callback'

/** An authorize request without fault; FranceConnect+ needs another `acr_values`. */
export const request = {
  client_id: rp.client_id,
  redirect_uri: callback,
  response_type: 'code',
  scope: 'openid profile birth email',
  state: 'state-of-thirty-two-characters-00',
  nonce: 'nonce-of-thirty-two-characters-00',
  acr_values: 'eidas1',
}

/** Parameters as a test changes them: `undefined` leaves one out, a list gives it several times. */
export type Changes = Record<string, string | readonly string[] | undefined>

export const authorizeUrl = (issuer: string, changes: Changes = {}): string => {
  const url = new URL(`${issuer}/authorize`)
  for (const [name, value] of Object.entries({ ...request, ...changes })) {
    for (const each of value === undefined ? [] : [value].flat()) url.searchParams.append(name, each)
  }
  return url.href
}

/** What a person does in a login. */
export type Walk = { persona?: string; idp?: string; browser?: Browser; changes?: Changes }

const defaults = (issuer: string) =>
  issuer.includes('franceconnect-plus')
    ? { idp: 'fcp-identite-numerique', acr_values: 'eidas2' }
    : { idp: 'fc-impots', acr_values: 'eidas1' }

/** Opens the chooser. */
export const toChooser = async (issuer: string, { browser = new Browser(), changes = {} }: Walk = {}) => {
  const { acr_values } = defaults(issuer)
  const seen = await browser.open(authorizeUrl(issuer, { acr_values, ...changes }))
  return { browser, seen: await browser.follow(seen) }
}

/** Chooses a provider and arrives at its page. */
export const toProvider = async (issuer: string, walk: Walk = {}) => {
  const { idp = defaults(issuer).idp } = walk
  const { browser, seen } = await toChooser(issuer, walk)
  const left = await browser.submit(seen.form(`value="${idp}"`))
  return { browser, chooser: seen, left, seen: await browser.follow(left) }
}

/** Logs in at the provider; the callback and what follows are not yet asked for. */
export const toCallback = async (issuer: string, walk: Walk = {}) => {
  const { persona = 'angela-dubois' } = walk
  const { browser, seen } = await toProvider(issuer, walk)
  return { browser, seen: await browser.submit(seen.form('persona-'), { persona }) }
}

/** Goes on to the information page, or to the error page in its place. */
export const toInformation = async (issuer: string, walk: Walk = {}) => {
  const { browser, seen } = await toCallback(issuer, walk)
  return { browser, seen: await browser.follow(seen) }
}

/** The whole login, up to the address of the client. */
export const toClient = async (issuer: string, walk: Walk = {}) => {
  const { browser, seen } = await toInformation(issuer, walk)
  return { browser, seen: await confirm(browser, seen) }
}

/** Presses the button of the information page. */
export const confirm = async (browser: Browser, seen: Seen): Promise<Seen> =>
  browser.follow(await browser.submit(seen.form('csrfToken')))

/** What the client received in the query of its address. */
export const received = ({ location = '' }: Seen): Record<string, string> => {
  expect(location.startsWith(callback)).toBe(true)
  return Object.fromEntries(new URL(location).searchParams)
}

export const codeOf = (seen: Seen): string | undefined =>
  /data-testid="error-code"[^>]*>[^<]*\b(Y\w+)</.exec(seen.body)?.[1]

/** A request of the client's server. */
export const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers })

export const exchange = (issuer: string, code: string, more: Record<string, string> = {}) =>
  post(`${issuer}/token`, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    client_id: rp.client_id,
    client_secret: rp.client_secret,
    ...more,
  })

export type Tokens = {
  access_token: string
  id_token: string
  expires_in: number
  scope: string
  token_type: string
}

/** A whole login and its tokens. */
export const toTokens = async (issuer: string, walk: Walk = {}) => {
  const { browser, seen } = await toClient(issuer, walk)
  const response = await exchange(issuer, received(seen).code ?? '')
  return { browser, response, tokens: (await response.json()) as Tokens }
}

export const userinfo = (issuer: string, access_token: string, headers: Record<string, string> = {}) =>
  fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${access_token}`, ...headers } })
