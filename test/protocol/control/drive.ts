import type { Doublure, HubId } from '../../../src/index.ts'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp } from '../../support/mock.ts'

/** A reply of the control API: its JSON as an object, and the same as a list. */
export type ApiReply = {
  status: number
  type: string | null
  headers: Headers
  body: Record<string, unknown>
  list: Record<string, unknown>[]
}

/** Calls the control API as a test over HTTP does. */
export const callApi =
  (doublure: Pick<Doublure, 'url'>, headers: Record<string, string> = {}) =>
  async (method: string, path: string, body?: unknown): Promise<ApiReply> => {
    const response = await fetch(`${doublure.url}/_doublure/api/v1${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text === '' ? undefined : JSON.parse(text)
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      headers: response.headers,
      body: json,
      list: json,
    }
  }

const asked: Record<string, Record<string, string>> = {
  franceconnect: { scope: 'openid profile birth email', acr_values: 'eidas1' },
  'franceconnect-plus': { scope: 'openid profile birth email', acr_values: 'eidas2' },
  proconnect: { scope: 'openid given_name usual_name email uid siret idp_id' },
  'proconnect-rie': { scope: 'openid given_name usual_name email uid siret idp_id' },
  agentconnect: { scope: 'openid given_name usual_name email uid siret', acr_values: 'eidas1' },
  'agentconnect-rie': { scope: 'openid given_name usual_name email uid siret', acr_values: 'eidas1' },
}

type Asking = {
  client_id?: string
  headers?: Record<string, string>
  /** Parameters to add or to change. */
  more?: Record<string, string>
  browser?: Browser
}

/** Sends a browser to a hub's authorize endpoint; nothing is followed. */
export const authorize = (
  { issuer }: Pick<Doublure, 'issuer'>,
  hub: HubId,
  { client_id = rp.client_id, headers = {}, more = {}, browser = new Browser() }: Asking = {},
): Promise<Seen> => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id,
    redirect_uri: rp.redirect_uris[0] ?? '',
    state: 'state-of-thirty-two-characters-00',
    nonce: 'nonce-of-thirty-two-characters-00',
    ...asked[hub],
    ...more,
  })
  return browser.open(`${issuer(hub)}/authorize?${query}`, { headers })
}

/** The code with which the client was called back. */
export const codeOf = ({ location = '', status, body }: Seen): string => {
  const code = URL.parse(location)?.searchParams.get('code')
  if (!code) throw new Error(`no code came: ${status} ${location} ${body.slice(0, 1000)}`)
  return code
}

type Tokens = { access_token: string; id_token: string; refresh_token?: string; error?: string }

/** Asks the token endpoint. */
export const askTokens = async (
  { issuer }: Pick<Doublure, 'issuer'>,
  hub: HubId,
  grant: Record<string, string>,
  client_id: string = rp.client_id,
): Promise<{ status: number; body: Tokens }> => {
  const response = await fetch(`${issuer(hub)}/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id, client_secret: rp.client_secret, ...grant }),
  })
  return { status: response.status, body: (await response.json()) as Tokens }
}

/** Exchanges a code. */
export const redeem = (doublure: Pick<Doublure, 'issuer'>, hub: HubId, code: string, client_id?: string) =>
  askTokens(
    doublure,
    hub,
    { grant_type: 'authorization_code', code, redirect_uri: rp.redirect_uris[0] ?? '' },
    client_id,
  )

/** Asks userinfo, which answers a signed token; its claims when it does. */
export const askUserinfo = async (
  { issuer }: Pick<Doublure, 'issuer'>,
  hub: HubId,
  access_token: string,
): Promise<{ status: number; claims: Record<string, unknown> }> => {
  const response = await fetch(`${issuer(hub)}/userinfo`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  const [, payload = ''] = (await response.text()).split('.')
  const claims = response.ok ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : {}
  return { status: response.status, claims }
}

/** A whole login: the claims that the client reads in the end. */
export const logIn = async (doublure: Pick<Doublure, 'issuer'>, hub: HubId, asking: Asking = {}) => {
  const { body: tokens } = await redeem(
    doublure,
    hub,
    codeOf(await authorize(doublure, hub, asking)),
    asking.client_id,
  )
  const { claims } = await askUserinfo(doublure, hub, tokens.access_token)
  return { tokens, claims }
}

/** Sends a browser to a hub's logout, and through each of its pages. */
export const logOut = async (
  { issuer }: Pick<Doublure, 'issuer'>,
  hub: HubId,
  browser: Browser,
  id_token_hint: string,
): Promise<Seen> => {
  const query = new URLSearchParams({
    id_token_hint,
    post_logout_redirect_uri: rp.post_logout_redirect_uris[0] ?? '',
    state: 'state-of-thirty-two-characters-00',
  })
  let seen = await browser.follow(await browser.open(`${issuer(hub)}/session/end?${query}`))
  while (seen.location === undefined && seen.body.includes('<form')) {
    const more: Record<string, string> = seen.body.includes('name="logout"') ? { logout: 'yes' } : {}
    seen = await browser.follow(await browser.submit(seen.form(), more))
  }
  return seen
}
