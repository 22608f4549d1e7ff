import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Doublure, HubId } from '../../src/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { authorize, callApi, codeOf, redeem } from './control/drive.ts'

const DAYS = 90 * 24 * 3600
const hub = 'proconnect'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ now: () => Date.now() + DAYS * 1000 })
})
afterAll(() => doublure.close())

test('a hub whose clock is ahead says its own time in tokens and at introspection', async () => {
  await doublure.login({ client_id: rp.client_id, hub, persona: 'john-doe' })
  const { body: tokens } = await redeem(doublure, hub, codeOf(await authorize(doublure, hub)))
  const introspected = await fetch(`${doublure.issuer(hub)}/token/introspection`, {
    method: 'POST',
    body: new URLSearchParams({
      token: tokens.access_token,
      client_id: rp.client_id,
      client_secret: rp.client_secret,
    }),
  })
  const { iat, exp } = (await introspected.json()) as { iat: number; exp: number }
  const machine = Math.floor(Date.now() / 1000)
  expect(iat - machine).toBeGreaterThan(DAYS - 60)
  expect(exp - iat).toBe(3600)
  expect(Math.abs((decodeJwt(tokens.id_token).iat ?? 0) - iat)).toBeLessThan(5)
})

describe('what a hub keeps by its own clock', () => {
  const start = async (hub: HubId) => {
    const clock = { ahead: 0 }
    let asked = 0
    const { publicKey } = await generateKeyPair('ECDH-ES', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', use: 'enc', alg: 'ECDH-ES' }
    const keys = createServer((_, response) => {
      asked++
      response.end(JSON.stringify({ keys: [jwk] }))
    })
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve))
    const { port } = keys.address() as AddressInfo
    const moving = await startDoublure({
      now: () => Date.now() + clock.ahead * 1000,
      clients: [
        rp,
        {
          ...rp,
          client_id: 'sealed',
          id_token_encrypted_response_alg: 'ECDH-ES',
          id_token_encrypted_response_enc: 'A256GCM',
          jwks_uri: `http://127.0.0.1:${port}/jwks`,
        },
      ],
    })
    onTestFinished(async () => {
      await moving.close()
      keys.close()
    })
    const sealed = async () => {
      await moving.login({ client_id: 'sealed', hub, outcome: 'success' })
      const { status } = await redeem(
        moving,
        hub,
        codeOf(await authorize(moving, hub, { client_id: 'sealed' })),
        'sealed',
      )
      expect(status).toBe(200)
      return asked
    }
    return { moving, clock, sealed }
  }

  test.each([0, -DAYS])(
    'the keys of a client, for a minute, when it begins %i seconds ahead',
    async (ahead) => {
      const { clock, sealed } = await start('franceconnect-plus')
      clock.ahead = ahead
      expect([await sealed(), await sealed()]).toEqual([1, 1])
      clock.ahead = ahead + 50
      expect(await sealed()).toBe(1)
      clock.ahead = ahead + 70
      expect([await sealed(), await sealed()]).toEqual([2, 2])
    },
  )

  test('and no longer than the registration: a change has them fetched again', async () => {
    const { moving, sealed } = await start('franceconnect-plus')
    await sealed()
    const { jwks_uri } = await moving.clients.get('sealed')
    await moving.clients.patch('sealed', { jwks_uri })
    expect(await sealed()).toBe(2)
  })

  test.each([DAYS, -DAYS])('the age of a login, for max_age, when it is %i seconds ahead', async (ahead) => {
    const { moving, clock } = await start('proconnect')
    clock.ahead = ahead
    await moving.login({ client_id: rp.client_id, hub, persona: 'john-doe' })
    const seen = await authorize(moving, hub, { more: { max_age: '60' } })
    const { body } = await redeem(moving, hub, codeOf(seen))
    const { auth_time = 0 } = decodeJwt(body.id_token)
    expect(Math.abs(Number(auth_time) - Math.floor(Date.now() / 1000) - ahead)).toBeLessThan(5)
  })
})

test.each([-5, 90 * 24 * 3600])(
  'a clock set by %d s under a request leaves a journal that is read again',
  async (by) => {
    let set = false
    let asked = 0
    const moving = await startDoublure({ now: () => Date.now() + (set ? asked++ * by * 1000 : 0) })
    onTestFinished(() => moving.close())
    set = true
    await fetch(`${moving.issuer(hub)}/jwks`)
    set = false
    const [told] = moving.exchanges()
    const { body } = await callApi(moving)('GET', '/exchanges/export')
    expect(told?.duration).toBe(by < 0 ? 0 : 24 * 3600 * 1000)
    expect((await callApi(moving)('POST', '/exchanges/import', body)).status).toBe(200)
  },
)
