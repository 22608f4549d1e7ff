import { expect, test } from 'vitest'
import { identityProviderSchema } from '../../../src/identity-providers/identity-provider.ts'
import { createIdentityProviders } from '../../../src/identity-providers/identity-providers.ts'

const provider = (hub: string, id: string) => identityProviderSchema.parse({ hub, id, title: id })
const seed = [provider('h', 'a'), provider('h', 'b'), provider('i', 'a')]

test('providers are listed by hub, and found by hub and id, or by id alone', () => {
  const providers = createIdentityProviders(seed)
  expect(providers.list()).toEqual(seed)
  expect(providers.list('h').map(({ id }) => id)).toEqual(['a', 'b'])
  expect(providers.get('i', 'a')).toBe(seed[2])
  expect(providers.get('i', 'b')).toBeUndefined()
  expect(providers.find('a')).toEqual([seed[0], seed[2]])
  expect(providers.find('z')).toEqual([])
})

test('a patch changes one provider of one hub and leaves what was given before as it was', () => {
  const providers = createIdentityProviders(seed)
  expect(providers.patch('h', 'a', { active: false })).toMatchObject({ id: 'a', active: false, title: 'a' })
  expect(providers.get('h', 'a')?.active).toBe(false)
  expect(providers.get('i', 'a')?.active).toBe(true)
  expect(seed[0]?.active).toBe(true)
  expect(providers.patch('h', 'z', { active: false })).toBeUndefined()
})

test('providers come and go until a reset', () => {
  const providers = createIdentityProviders(seed)
  providers.put(provider('h', 'c'))
  expect(providers.remove('h', 'a')).toBe(true)
  expect(providers.remove('h', 'a')).toBe(false)
  expect(providers.list('h').map(({ id }) => id)).toEqual(['b', 'c'])
  providers.reset()
  expect(providers.list()).toEqual(seed)
})
