import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, codeOf, redeem } from '../control/drive.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())

const begin = async (hub: HubId) => {
  const persona = hub === 'franceconnect' ? 'angela-dubois' : 'john-doe'
  const { id } = await doublure.login({ hub, client_id: rp.client_id, persona })
  return { id, code: codeOf(await authorize(doublure, hub)) }
}
const last = () => doublure.exchanges().at(-1)
const grantOf = (code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: rp.redirect_uris[0] ?? '',
  client_id: rp.client_id,
  client_secret: rp.client_secret,
})

describe.each(['franceconnect', 'proconnect', 'agentconnect'] as const)('on %s, a login holds', (hub) => {
  const token = `${doublure.issuer(hub)}/token`

  test('a token request sent as JSON, and the form that comes after it', async () => {
    const { id, code } = await begin(hub)
    const headers = { 'content-type': 'application/json' }
    await fetch(token, { method: 'POST', headers, body: JSON.stringify(grantOf(code)) })
    expect(last()).toMatchObject({ login: id, client_id: 'rp', response: { status: 400 } })
    expect((await redeem(doublure, hub, code)).status).toBe(200)
    expect(last()?.login).toBe(id)
    expect(JSON.stringify(doublure.exchanges())).not.toContain(rp.client_secret)
  })

  test('a token request sent by GET, which does not end it', async () => {
    const { id, code } = await begin(hub)
    await fetch(`${token}?${new URLSearchParams(grantOf(code))}`)
    expect(last()).toMatchObject({ login: id, client_id: 'rp', response: { status: 404 } })
    expect((await doublure.logins.get(id)).state).toBe('in_progress')
    expect((await redeem(doublure, hub, code)).status).toBe(200)
    expect((await doublure.logins.get(id)).state).not.toBe('in_progress')
  })

  test('a userinfo request whose header lacks Bearer', async () => {
    const { id, code } = await begin(hub)
    const { body } = await redeem(doublure, hub, code)
    await fetch(`${doublure.issuer(hub)}/userinfo`, { headers: { authorization: body.access_token } })
    expect(last()).toMatchObject({ login: id, endpoint: 'userinfo' })
    expect(last()?.response.status).toBeGreaterThanOrEqual(400)
  })
})

test.each(['[]', 'null', '"text"', '{', '{"code":1}', ''])(
  'a token request whose JSON is %j is one of nobody',
  async (body) => {
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(`${doublure.issuer('proconnect')}/token`, {
      method: 'POST',
      headers,
      body,
    })
    expect(status).toBe(400)
    expect(last()).not.toHaveProperty('login')
  },
)
