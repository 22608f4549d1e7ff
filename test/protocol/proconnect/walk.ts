import { expect } from 'vitest'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp } from '../../support/mock.ts'

/** Where the client receives the browser. */
export const callback = 'http://localhost:3000/callback'

/** An authorize request without fault. */
export const request = {
  client_id: rp.client_id,
  redirect_uri: callback,
  response_type: 'code',
  scope: 'openid given_name usual_name email siret',
  state: 'state-of-thirty-two-characters-00',
  nonce: 'nonce-of-thirty-two-characters-00',
}

/** Parameters as a test changes them: `undefined` leaves one out, a list gives it several times. */
export type Changes = Record<string, string | readonly string[] | undefined>

export const encode = (params: Changes): URLSearchParams => {
  const encoded = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    for (const each of value === undefined ? [] : [value].flat()) encoded.append(name, each)
  }
  return encoded
}

export const authorizeUrl = (issuer: string, changes: Changes = {}): string =>
  `${issuer}/authorize?${encode({ ...request, ...changes })}`

/** What a person does in a login. */
export type Walk = { email?: string; persona?: string; browser?: Browser; changes?: Changes }

/** Follows redirects of the hub, up to a page, an identity provider or the client. */
export const inside = async (browser: Browser, seen: Seen): Promise<Seen> => {
  let current = seen
  for (let hops = 0; hops < 15 && current.location !== undefined; hops++) {
    if (current.location.startsWith(callback) || current.location.includes('/_doublure/')) return current
    current = await browser.open(current.location)
  }
  return current
}

/** Opens the first page, or wherever the request leads by itself. */
export const toEmailPage = async (issuer: string, { browser = new Browser(), changes = {} }: Walk = {}) => ({
  browser,
  seen: await inside(browser, await browser.open(authorizeUrl(issuer, changes))),
})

/** Types an address; what is seen is the answer to the form, or the choice that follows. */
export const toProvider = async (issuer: string, walk: Walk = {}) => {
  const { browser, seen } = await toEmailPage(issuer, walk)
  const { email = 'test@fia1.fr' } = walk
  const left = seen.location === undefined ? await browser.submit(seen.form('name="email"'), { email }) : seen
  return { browser, seen: await inside(browser, left) }
}

/** Logs in at the identity provider; the callback has not been asked for. */
export const toCallback = async (issuer: string, walk: Walk = {}) => {
  const { browser, seen } = await toProvider(issuer, walk)
  const { persona = 'john-doe' } = walk
  const chooser = await browser.open(seen.location ?? '')
  return { browser, seen: await browser.submit(chooser.form('persona-'), { persona }) }
}

/** The whole login: the address of the client, or the page where it stops. */
export const toEnd = async (issuer: string, walk: Walk = {}) => {
  const { browser, seen } = await toCallback(issuer, walk)
  return { browser, seen: await inside(browser, seen) }
}

/** What the client received in the query of its address. */
export const received = ({ location = '', status, body }: Seen): Record<string, string> => {
  expect({ status, location, body: location ? '' : body }).toMatchObject({
    location: expect.stringContaining(callback),
  })
  return Object.fromEntries(new URL(location).searchParams)
}

const line = (name: string) => new RegExp(`data-testid="${name}"[^>]*>- [^:]+ : ([^<]*)`)

/** The lines of an error page. */
export const errorOf = ({ body, status }: Seen) => ({
  status,
  code: line('error-code').exec(body)?.[1],
  message: line('error-message')
    .exec(body)?.[1]
    ?.replace(/^&quot;|^"|&quot;$|"$/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"'),
})

/** The identity provider that an address leads to. */
export const providerOf = ({ location = '' }: Seen): string | undefined =>
  /\/_doublure\/identity-provider\/[^/]+\/([^/]+)\//.exec(location)?.[1]

/** Makes a code or a token older. */
export const age = (url: string, body: { hub: string; seconds: number; code?: string; token?: string }) =>
  fetch(`${url}/_doublure/api/v1/tokens/age`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

/** A request of the client's server. */
export const post = (url: string, fields: Changes, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: encode(fields), headers })

export const credentials = { client_id: rp.client_id, client_secret: rp.client_secret }

export const exchange = (issuer: string, code: string | undefined, changes: Changes = {}) =>
  post(`${issuer}/token`, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    ...credentials,
    ...changes,
  })

export type Tokens = {
  access_token: string
  id_token: string
  refresh_token: string
  expires_in: number
  scope: string
  token_type: string
}

/** A login without pages; the code, or whatever else came. */
export const loginAs = async (
  issuer: string,
  persona: string,
  { changes = {}, browser = new Browser(), headers = {} }: Walk & { headers?: Record<string, string> } = {},
) => {
  const seen = await browser.open(authorizeUrl(issuer, changes), {
    headers: { 'doublure-persona': persona, ...headers },
  })
  return { browser, seen }
}

/** A login without pages, and its tokens. */
export const tokensOf = async (issuer: string, persona: string, walk: Walk = {}, more: Changes = {}) => {
  const { browser, seen } = await loginAs(issuer, persona, walk)
  const response = await exchange(issuer, received(seen).code, more)
  return { browser, response, tokens: (await response.json()) as Tokens }
}

export const userinfo = (issuer: string, access_token: string, headers: Record<string, string> = {}) =>
  fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${access_token}`, ...headers } })
