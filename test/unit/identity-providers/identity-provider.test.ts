import { describe, expect, test } from 'vitest'
import { identityProviderSchema } from '../../../src/identity-providers/identity-provider.ts'

const provider = { id: 'fia1', hub: 'proconnect', title: 'Provider 1' }

test('a provider needs an id, a hub and a title; the rest has defaults', () => {
  expect(identityProviderSchema.parse(provider)).toEqual({
    ...provider,
    email_domains: [],
    active: true,
    displayed: true,
    default: false,
    routing_enabled: true,
    mfa_compliant: false,
    reachable: true,
    network: 'internet',
    levels: [],
    amr: [],
    end_session: true,
    beta: false,
  })
})

describe.each([
  ['id', 'with space', /letters/],
  ['id', 'é', /letters/],
  ['email_domains', ['Fia1.fr'], /lower case/],
  ['email_domains', ['@fia1.fr'], /after the @/],
  ['email_domains', ['localhost'], /after the @/],
  ['siret', '81801912700022', /81801912700021/],
  ['siret', '', /14 digits/],
  ['network', 'intranet', /internet/],
  ['title', '', /./],
  ['colour', 'blue', /colour/],
] as const)('%s: %j', (key, value, message) => {
  test('is refused', () => {
    const { error } = identityProviderSchema.safeParse({ ...provider, [key]: value })
    expect(error?.issues).toHaveLength(1)
    expect(error?.issues[0]?.message).toMatch(message)
  })
})

test('an id may be a UUID or a short name', () => {
  for (const id of ['9c716f61-b8a1-435c-a407-ef4d677ec270', 'eidas-bridge', 'fia1v2']) {
    expect(identityProviderSchema.safeParse({ ...provider, id }).success).toBe(true)
  }
})
