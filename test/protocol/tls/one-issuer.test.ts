import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { ask } from '../../support/ask.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { decryptingClient } from '../../support/relying-party.ts'

const hubs = [
  { id: 'franceconnect', host: 'franceconnect.test' },
  { id: 'franceconnect-plus', host: 'franceconnect-plus.test' },
  { id: 'proconnect', host: 'proconnect.test' },
] as const
const { client: decrypting, privateKey } = await decryptingClient('RSA-OAEP-256')
let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ hubs, clients: [rp, decrypting as never] })
})
afterAll(() => doublure.close())

const people: Record<string, string> = {
  franceconnect: 'angela-dubois',
  'franceconnect-plus': 'karim-benali',
  proconnect: 'john-doe',
}

/** Two addresses of a hub: the public one, and its own name. */
const addresses = (hub: HubId) => [
  `${doublure.url}/${hub}/api/v2`,
  `http://${hub}.test:${doublure.port}/api/v2`,
]

const post = (url: string, fields: Record<string, string>) =>
  ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })

const credentials = ({ client_id, client_secret } = rp) => ({ client_id, client_secret })

/** The browser goes by one address, the server by another. */
const logIn = async (hub: HubId, front: string, back: string, client = rp) => {
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: rp.redirect_uris[0] ?? '',
    response_type: 'code',
    scope: 'openid email',
    ...(hub !== 'proconnect' && { acr_values: hub === 'franceconnect' ? 'eidas1' : 'eidas2' }),
    state: 's'.repeat(32),
    nonce: 'n'.repeat(32),
  })
  const { headers } = await ask(`${front}/authorize?${query}`, {
    headers: { 'doublure-persona': people[hub] ?? '' },
  })
  const callback = new URL(String(headers.location))
  const answer = await post(`${back}/token`, {
    ...credentials(client),
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: rp.redirect_uris[0] ?? '',
  })
  const tokens: { id_token: string; access_token: string } = JSON.parse(answer.body)
  const userinfo = await ask(`${back}/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  return { iss: callback.searchParams.get('iss'), tokens, userinfo: userinfo.body }
}

describe.each(['franceconnect', 'franceconnect-plus', 'proconnect'] as const)('a login on %s', (hub) => {
  test.each([
    ['the public address', 'the hub’s own name', 0, 1],
    ['the hub’s own name', 'the public address', 1, 0],
    ['the public address', 'the public address', 0, 0],
    ['the hub’s own name', 'the hub’s own name', 1, 1],
  ])('of a browser by %s and a server by %s has the issuer of the browser', async (_f, _b, front, back) => {
    const issuer = addresses(hub)[front] ?? ''
    const { iss, tokens, userinfo } = await logIn(hub, issuer, addresses(hub)[back] ?? '')
    expect({ iss, id_token: decodeJwt(tokens.id_token).iss, userinfo: decodeJwt(userinfo).iss }).toEqual({
      iss: issuer,
      id_token: issuer,
      userinfo: issuer,
    })
  })
})

test('what is encrypted says the same issuer outside as inside', async () => {
  const [front = '', back = ''] = addresses('franceconnect-plus')
  const { tokens, userinfo } = await logIn('franceconnect-plus', front, back, {
    ...rp,
    ...decrypting,
  } as never)
  expect(privateKey.type).toBe('private')
  for (const sealed of [tokens.id_token, userinfo]) expect(decodeProtectedHeader(sealed).iss).toBe(front)
})
