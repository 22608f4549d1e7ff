import { describe, expect, test } from 'vitest'
import { createAdapter } from '../../../src/provider/adapter.ts'
import { createMemoryStore } from '../../../src/store/memory-store.ts'

const start = () => {
  const clock = { time: Date.now() }
  const now = () => clock.time
  const store = createMemoryStore({ now })
  const findClient = (id: string) => (id === 'rp' ? { client_id: 'rp' } : undefined)
  return {
    clock,
    now,
    store,
    adapter: createAdapter({ namespace: 'hub', store, findClient, tokenLifetime: 60, now }),
  }
}

describe('the adapter', () => {
  test('reads clients through the registry, never the store', async () => {
    const { adapter } = start()
    expect(await adapter('Client').find('rp')).toEqual({ client_id: 'rp' })
    expect(await adapter('Client').find('nobody')).toBeUndefined()
  })

  test('finds a session by its uid', async () => {
    const { adapter } = start()
    await adapter('Session').upsert('jti', { uid: 'uid', accountId: 'a' }, 60)
    expect(await adapter('Session').findByUid('uid')).toMatchObject({ accountId: 'a' })
  })

  test('marks a code as consumed and still knows it', async () => {
    const { adapter } = start()
    const exp = Math.floor(Date.now() / 1000) + 30
    await adapter('AuthorizationCode').upsert('code', { exp, grantId: 'g' }, 30)
    await adapter('AuthorizationCode').consume('code')
    expect(await adapter('AuthorizationCode').find('code')).toMatchObject({
      exp,
      consumed: expect.any(Number),
    })
  })

  test('revokes together every token of a grant, and no other', async () => {
    const { adapter } = start()
    await adapter('AuthorizationCode').upsert('code', { grantId: 'g' }, 30)
    await adapter('AccessToken').upsert('token', { grantId: 'g' }, 60)
    await adapter('AccessToken').upsert('other', { grantId: 'h' }, 60)
    await adapter('AccessToken').revokeByGrantId('g')
    expect(await adapter('AuthorizationCode').find('code')).toBeUndefined()
    expect(await adapter('AccessToken').find('token')).toBeUndefined()
    expect(await adapter('AccessToken').find('other')).toBeDefined()
  })

  test('keeps two hubs of one store apart', async () => {
    const { store, adapter, now } = start()
    await adapter('AccessToken').upsert('token', { grantId: 'g' }, 60)
    const other = createAdapter({
      namespace: 'other-hub',
      store,
      findClient: () => undefined,
      tokenLifetime: 60,
      now,
    })
    expect(await other('AccessToken').find('token')).toBeUndefined()
  })

  test('shows the library older times when the clock of the hub moves ahead', async () => {
    const { adapter, clock } = start()
    const exp = Math.floor(Date.now() / 1000) + 60
    await adapter('AccessToken').upsert('token', { exp, grantId: 'g' }, 60)
    clock.time += 20_000
    expect((await adapter('AccessToken').find('token'))?.exp).toBe(exp - 20)
  })
})
