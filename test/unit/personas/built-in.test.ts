import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readBuiltInIdentityProviders } from '../../../src/identity-providers/load-identity-providers.ts'
import { readBuiltInOrganisations } from '../../../src/organisations/load-organisations.ts'
import { checkGeography, readGeography } from '../../../src/personas/geography.ts'
import { readBuiltInPersonas } from '../../../src/personas/load-personas.ts'
import { personaOn } from '../../../src/personas/overlay.ts'

const { personas, problems } = await readBuiltInPersonas()
const { identityProviders } = await readBuiltInIdentityProviders()
const citizens = personas.flatMap((persona) => (persona.kind === 'citizen' ? [persona] : []))
const agents = personas.flatMap((persona) => (persona.kind === 'agent' ? [persona] : []))

/** The provider that a hub of agents leads an e-mail to: by its domain, or the default one. */
const routed = (hub: string, email = '') => {
  const offered = identityProviders.filter((provider) => provider.hub === hub && provider.active)
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return (
    offered.find(({ email_domains }) => email_domains.includes(domain)) ?? offered.find((one) => one.default)
  )
}

test('the built-in people have no problem, nor an impossible place of birth', async () => {
  const geography = await readGeography()
  expect(problems).toEqual([])
  expect(personas.flatMap((persona) => checkGeography(persona, geography))).toEqual([])
})

test('there is a crowd of each kind, and each person says why they exist', () => {
  expect(citizens.length).toBeGreaterThanOrEqual(14)
  expect(agents.length).toBeGreaterThanOrEqual(14)
  for (const { id, story } of personas) expect(story, id).toMatch(/\.$/)
})

test('each person says it in French too', () => {
  for (const { id, story, story_fr } of personas) {
    expect(story_fr, id).toMatch(/\.$/)
    expect(story_fr, id).not.toBe(story)
    expect(story_fr?.match(/Y\d{6}/g), id).toEqual(story?.match(/Y\d{6}/g))
  }
})

test('the README tells of everyone, with their story', async () => {
  const readme = await readFile(new URL('../../../personas/README.md', import.meta.url), 'utf8')
  for (const { id, label, story } of personas) expect(readme).toContain(`| \`${id}\` | ${label} | ${story} |`)
  expect(readme.match(/^\| `/gm)).toHaveLength(personas.length)
})

test('the reference identities are those that the platforms publish', () => {
  const byId = (id: string) => personas.find((persona) => persona.id === id)
  expect(byId('angela-dubois')).toMatchObject({
    family_name: 'DUBOIS',
    birthdate: '1962-08-24',
    birthplace: '75107',
  })
  expect(byId('angela-dubois-agent')).toMatchObject({
    email: 'test@abcd.com',
    siret: '34329377500037',
    uid: '1',
  })
  expect(byId('john-doe')).toMatchObject({ given_name: 'John', usual_name: 'Doe', siret: '21920023500014' })
})

test('every answer of the civil register has someone', () => {
  expect([...new Set(citizens.map(({ civil_register }) => civil_register))].sort()).toEqual(
    'deceased found marital_name_only none one_echo rejected several_echoes timeout unreachable unusable'.split(
      ' ',
    ),
  )
})

test('every acr of ProConnect has someone', () => {
  const acrs = agents.map(({ acr }) => acr)
  const certified = 'https://proconnect.gouv.fr/assurance/certification-dirigeant'
  for (const acr of [
    'eidas0',
    'eidas0-mfa',
    'eidas1',
    'eidas1-mfa',
    'eidas2',
    'eidas3',
    certified,
    'inconnu',
    null,
  ]) {
    expect(acrs).toContain(acr)
  }
})

describe.each(agents)('the agent $id', ({ email, network }) => {
  test('is led to a provider by their e-mail, on every network they are on', () => {
    if (network === 'rie') {
      expect(routed('proconnect-rie', email)).toBeDefined()
      expect(routed('agentconnect-rie', email)).toBeDefined()
    } else {
      expect(routed('proconnect', email)).toBeDefined()
      expect(routed('agentconnect', email)).toBeDefined()
    }
  })
})

test('providers that people name exist, on the platform where they are named', () => {
  const known = (hub: string) => identityProviders.filter((one) => one.hub === hub).map(({ id }) => id)
  for (const persona of personas) {
    for (const hub of Object.keys(persona.platforms)) {
      const { idp_id } = personaOn(persona, [hub])
      if (idp_id !== undefined) expect(known(hub)).toContain(idp_id)
    }
  }
  const everywhere = identityProviders.map(({ id }) => id)
  for (const { identities } of agents)
    for (const { idp_id } of identities) expect(everywhere).toContain(idp_id)
  for (const person of citizens)
    for (const id of person.blocked_identity_providers) expect(everywhere).toContain(id)
})

test('people work for organisations that are described, but for the reference agent whose SIRET is wrong', async () => {
  const known = (await readBuiltInOrganisations()).organisations.map(({ siret }) => siret)
  for (const { id, siret, organisations } of agents.filter((agent) => agent.id !== 'angela-dubois-agent')) {
    for (const one of [siret, ...organisations]) if (one !== undefined) expect(known, id).toContain(one)
  }
})
