import { createServer } from 'node:http'
import Koa from 'koa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFault } from '../../../src/faults/catalogue.ts'
import { Faults } from '../../../src/faults/faults.ts'
import { platformOf } from '../../../src/platforms/index.ts'
import { failures } from '../../../src/server/failures.ts'
import { createSpoil } from '../../../src/server/spoil.ts'
import type { World } from '../../../src/server/world.ts'

const faults = new Faults()
const nonce = findFault('invalid-nonce')
const platform = platformOf('franceconnect')
if (!nonce || !platform) throw new Error('no such fault or platform')
// Whatever the login, its beginning was forgotten.
const spoil = createSpoil(platform, { faults, threads: { find: () => undefined } } as unknown as World)

const app = new Koa()
app.use(failures)
app.use((ctx) => {
  spoil({ client_id: 'a', state: 'of a login long ago' }, 'invalid-nonce')
  ctx.status = 204
})
const server = createServer(app.callback())
const ask = () => {
  const address = server.address()
  return fetch(`http://localhost:${typeof address === 'object' ? address?.port : ''}`)
}
beforeAll(() => new Promise<void>((listening) => server.listen(0, 'localhost', listening)))
afterAll(() => void server.close())

test('a fault chosen for a login that is forgotten waits for its client, and is refused with words when too many wait', async () => {
  expect((await ask()).status).toBe(204)
  expect(faults.list('a')).toHaveLength(1)
  for (let count = 1; count < 10_000; count++) faults.arm(nonce, {}, { client_id: 'b', times: 1 })
  const refused = await ask()
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  expect(await refused.json()).toMatchObject({
    detail: expect.stringContaining('10000 faults wait for their answers already'),
    problems: [{ origin: 'faults' }],
  })
})
