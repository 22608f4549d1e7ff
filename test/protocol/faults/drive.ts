import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Doublure, HubId } from '../../../src/index.ts'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp } from '../../support/mock.ts'
import { people } from '../../support/relying-party.ts'
import { authorize, callApi, codeOf } from '../control/drive.ts'

/** A fault as a test names it: alone, or with parameters. */
export type Named = string | { fault: string; params: Record<string, unknown> }

type Order = {
  hub: HubId
  client_id?: string
  faults?: readonly Named[]
  outcome?: string
  /** Parameters of the request to add or to change. */
  more?: Record<string, string>
}

/** Arms a login with faults through the API, and says its id. */
export const armLogin = async (
  doublure: Doublure,
  { hub, client_id = rp.client_id, faults = [], outcome }: Order,
) => {
  const order = { client_id, hub, persona: people[hub], faults, ...(outcome && { outcome }) }
  const { status, body } = await callApi(doublure)('POST', '/logins', order)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return String(body.id)
}

/** Sends a browser through a login with faults: what brings it back to the client. */
export const callback = async (doublure: Doublure, order: Order, browser = new Browser()): Promise<Seen> => {
  await armLogin(doublure, order)
  const client_id = order.client_id ?? rp.client_id
  return authorize(doublure, order.hub, { client_id, browser, ...(order.more && { more: order.more }) })
}

/** The client's token request, unread. */
export const tokenRequest = (
  doublure: Doublure,
  hub: HubId,
  code: string,
  client_id: string = rp.client_id,
) =>
  fetch(`${doublure.issuer(hub)}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: rp.redirect_uris[0] ?? '',
      client_id,
      client_secret: rp.client_secret,
    }),
    signal: AbortSignal.timeout(5000),
  })

/** A login with faults, up to the answer of the token endpoint. */
export const tokenResponse = async (doublure: Doublure, order: Order): Promise<Response> => {
  const code = codeOf(await callback(doublure, order))
  return tokenRequest(doublure, order.hub, code, order.client_id)
}

type Tokens = { access_token: string; id_token: string }

/** A login with faults, up to its tokens. */
export const tokensOf = async (doublure: Doublure, order: Order): Promise<Tokens> => {
  const response = await tokenResponse(doublure, order)
  return (await response.json()) as Tokens
}

/** A login with faults: header and claims of its ID Token. */
export const idToken = async (doublure: Doublure, order: Order) => {
  const { id_token } = await tokensOf(doublure, order)
  return { id_token, header: decodeProtectedHeader(id_token), claims: decodeJwt(id_token) }
}

/** A login with faults, up to the answer of userinfo. */
export const userinfoResponse = async (doublure: Doublure, order: Order): Promise<Response> => {
  const { access_token } = await tokensOf(doublure, order)
  return fetch(`${doublure.issuer(order.hub)}/userinfo`, {
    headers: { authorization: `Bearer ${access_token}` },
    signal: AbortSignal.timeout(5000),
  })
}

/** Ids of the faults that the journal says were delivered. */
export const delivered = (doublure: Doublure): string[] =>
  doublure.exchanges().flatMap(({ fault }) => (fault === undefined ? [] : [fault]))
