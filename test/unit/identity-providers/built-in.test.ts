import { describe, expect, test } from 'vitest'
import { readBuiltInIdentityProviders } from '../../../src/identity-providers/load-identity-providers.ts'

const { identityProviders, problems } = await readBuiltInIdentityProviders()
const of = (hub: string) => identityProviders.filter((provider) => provider.hub === hub)
const hubs = [
  'franceconnect',
  'franceconnect-plus',
  'proconnect',
  'proconnect-rie',
  'agentconnect',
  'agentconnect-rie',
]

test('the built-in providers have no problem, and ids that no two hubs share', () => {
  expect(problems).toEqual([])
  expect(new Set(identityProviders.map(({ id }) => id)).size).toBe(identityProviders.length)
})

test.each(hubs)('%s offers three providers that work, one that is inactive and one that is hidden', (hub) => {
  const works = of(hub).filter(({ active, displayed, reachable }) => active && displayed && reachable)
  expect(works.length).toBeGreaterThanOrEqual(3)
  expect(of(hub).some(({ active, displayed }) => !active && displayed)).toBe(true)
  expect(of(hub).some(({ displayed }) => !displayed)).toBe(true)
})

describe('FranceConnect', () => {
  test('has a level and an amr for each provider', () => {
    for (const { id, levels, amr } of of('franceconnect')) {
      expect(levels, id).toContain('eidas1')
      expect(amr, id).toContain('fc')
    }
    const seen = new Set(of('franceconnect').map(({ amr }) => amr.join(' ')))
    expect([...seen].sort()).toEqual(['fc pop mfa pin', 'fc pwd', 'fc pwd mail'])
  })

  test('plus has no eidas1, and a bridge to Europe', () => {
    for (const { id, levels } of of('franceconnect-plus')) expect(levels, id).not.toContain('eidas1')
    expect(of('franceconnect-plus').find(({ id }) => id === 'eidas-bridge')?.amr).toEqual(['eidas'])
  })
})

describe('ProConnect', () => {
  const leading = (domain: string) =>
    of('proconnect')
      .filter(({ email_domains }) => email_domains.includes(domain))
      .map(({ id }) => id)

  test('leads domains to one provider, to several, with the default one or without, or to a disabled one', () => {
    expect(leading('fia1.fr')).toEqual(['fia1'])
    expect(leading('fia2.fr')).toEqual(['fia2'])
    expect(leading('polyfi.fr')).toEqual(['fia1', 'fia2', 'pc-identite'])
    expect(leading('polyfi2.fr')).toEqual(['fia1', 'fia2'])
    expect(leading('fia3.fr')).toEqual(['fia3'])
    expect(leading('fi-rie.fr')).toEqual(['pc-fia-rie'])
    expect(leading('abcd.com')).toEqual(['fia1'])
    expect(of('proconnect').find(({ id }) => id === 'fia3')?.active).toBe(false)
  })

  test('has a default provider, as AgentConnect has; on the RIE neither has one', () => {
    const defaults = hubs.map((hub) => [
      hub,
      of(hub)
        .filter((provider) => provider.default)
        .map(({ id }) => id),
    ])
    expect(Object.fromEntries(defaults)).toMatchObject({
      proconnect: ['pc-identite'],
      agentconnect: ['ac-moncompte'],
      'proconnect-rie': [],
      'agentconnect-rie': [],
    })
  })

  test('has a provider for each special case', () => {
    const cases = of('proconnect')
    expect(cases.some(({ routing_enabled }) => !routing_enabled)).toBe(true)
    expect(cases.some(({ allowed_email_domains }) => allowed_email_domains !== undefined)).toBe(true)
    expect(cases.some(({ end_session }) => !end_session)).toBe(true)
    expect(cases.some(({ reachable }) => !reachable)).toBe(true)
    expect(new Set(cases.map(({ mfa_compliant }) => mfa_compliant)).size).toBe(2)
    expect(cases.find(({ id }) => id === 'fia2')?.siret).toBeUndefined()
  })
})

describe('the RIE', () => {
  test('has providers of the RIE alone', () => {
    for (const hub of ['proconnect-rie', 'agentconnect-rie']) {
      for (const { id, network } of of(hub)) expect(network, id).toBe('rie')
    }
  })

  test('is reached from AgentConnect by the bridge, or not at all', () => {
    const bridged = of('agentconnect').filter(({ network }) => network === 'rie')
    expect(new Set(bridged.map(({ reachable }) => reachable))).toEqual(new Set([true, false]))
  })

  test('has a domain that leads to three providers', () => {
    for (const hub of ['proconnect-rie', 'agentconnect-rie']) {
      expect(of(hub).filter(({ email_domains }) => email_domains.includes('polyfi-rie.fr'))).toHaveLength(3)
    }
  })
})
