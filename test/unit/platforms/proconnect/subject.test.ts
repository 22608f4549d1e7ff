import { expect, test } from 'vitest'
import type { Received } from '../../../../src/platforms/proconnect/journey/ways.ts'
import { stableUuid, subjectOf } from '../../../../src/platforms/proconnect/subject.ts'
import { createMemoryStore } from '../../../../src/store/memory-store.ts'

const providers = [
  { id: 'mcp', default: true },
  { id: 'fia1', default: false },
  { id: 'fia2', default: false },
]

/** A hub that remembers so many things. */
const createHub = (limit = 1000) => {
  const store = createMemoryStore({ now: () => 0, limit })
  const stage = { identityProviders: () => providers, recall: store.get, remember: store.set }
  return (idp_id: string, sub: string, email: string, identities: { idp_id: string; sub: string }[] = []) =>
    subjectOf({
      visit: { hub: { secret: 'secret' }, stage },
      provider: providers.find(({ id }) => id === idp_id),
      answer: { identity: { sub, email }, facts: { identities } },
    } as unknown as Received)
}

test('a stable UUID has the shape of version 4, and depends on every word', () => {
  expect(stableUuid('a', 'b')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(stableUuid('a', 'b')).toBe(stableUuid('a', 'b'))
  expect(stableUuid('a', 'b')).not.toBe(stableUuid('ab', ''))
})

test('an identity keeps its account, even when its address changes', async () => {
  const login = createHub()
  expect(await login('fia1', '1', 'new@x.fr')).toBe(await login('fia1', '1', 'old@x.fr'))
})

test('the default provider’s address joins another provider’s person, and never the other way round', async () => {
  const login = createHub()
  const first = await login('fia1', '1', 'albus@x.fr')
  const byDefault = await login('mcp', '2', 'ALBUS@x.fr')
  expect(byDefault).not.toBe(first)
  expect(await login('fia2', '3', 'albus@X.fr')).toBe(byDefault)
  expect(await login('fia1', '1', 'albus@x.fr')).toBe(first)
})

test('an account that is in use outlives those that are not', async () => {
  const login = createHub(10)
  const joined = await login('mcp', '1', 'albus@x.fr')
  for (let others = 0; others < 40; others++) {
    expect(await login('fia1', '2', 'albus@x.fr')).toBe(joined)
    await login('fia2', `${others}`, `${others}@x.fr`)
  }
})

test('a name known at one provider means nothing at another', async () => {
  const login = createHub()
  expect(await login('fia1', '1', 'a@x.fr')).not.toBe(await login('fia2', '1', 'b@x.fr'))
})

test('identities of one account are one, whichever comes first', async () => {
  const identities = [
    { idp_id: 'elsewhere', sub: '0' },
    { idp_id: 'fia1', sub: '1' },
    { idp_id: 'fia2', sub: '2' },
  ]
  expect(await createHub()('fia2', '2', 'a@x.fr', identities)).toBe(
    await createHub()('fia1', '1', 'a@x.fr', identities),
  )
})
