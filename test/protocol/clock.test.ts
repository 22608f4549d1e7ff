import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { authorize, codeOf, redeem } from './control/drive.ts'

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
