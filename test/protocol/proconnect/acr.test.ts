import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'
import { type Changes, exchange, inside, loginAs, received, toEmailPage, toEnd, toProvider } from './walk.ts'

const doublure = await startDoublure({
  hubs: ['proconnect', 'proconnect-rie'],
  personas: [
    {
      id: 'obliging',
      kind: 'agent',
      given_name: 'Olive',
      usual_name: 'Obliging',
      uid: 'obliging',
      email: 'obliging@fia1.fr',
      siret: '21920023500014',
    },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const acrClaim = (acr: unknown) => ({ claims: JSON.stringify({ id_token: { acr } }) })
const essential = (...values: string[]) => acrClaim({ essential: true, values })
const mfa = ['eidas0-mfa', 'eidas1-mfa', 'eidas2', 'eidas3']

/** The ID Token of a login without pages. */
const idTokenOf = async (persona: string, changes: Changes, hub: HubId = 'proconnect') => {
  const at = doublure.issuer(hub)
  const { seen } = await loginAs(at, persona, { changes })
  const { id_token } = (await (await exchange(at, received(seen).code)).json()) as { id_token: string }
  return decodeJwt(id_token)
}

describe('acr in the ID Token', () => {
  test.each<[string, Changes, string | undefined]>([
    ['ivan-eidas1', {}, undefined],
    ['ivan-eidas1', acrClaim(null), 'eidas1'],
    ['ivan-eidas1', acrClaim({ essential: true }), 'eidas1'],
    ['ivan-eidas1', acrClaim({ essential: true, value: '' }), 'eidas1'],
    ['ivan-eidas1', { acr_values: 'eidas3' }, 'eidas1'],
    ['eva-eidas0', { acr_values: 'eidas1' }, 'eidas0'],
    ['eva-eidas0-mfa', acrClaim(null), 'eidas0-mfa'],
    ['mona-eidas2', essential('eidas2', 'eidas3'), 'eidas2'],
    ['olga-eidas3', essential(...mfa), 'eidas3'],
    ['yann-inconnu', acrClaim(null), 'eidas1'],
    ['lou-sansacr', acrClaim(null), 'eidas1'],
    [
      'claire-dirigeant',
      acrClaim({
        essential: true,
        value: 'https://proconnect.gouv.fr/assurance/certification-dirigeant',
      }),
      'https://proconnect.gouv.fr/assurance/certification-dirigeant',
    ],
    ['ivan-eidas1', { ...acrClaim({ essential: true }), acr_values: 'eidas1 eidas2' }, 'eidas1'],
  ])('%s asked by %j is %s', async (persona, changes, acr) => {
    expect((await idTokenOf(persona, changes)).acr).toBe(acr)
  })
})

describe('a demand that is not met', () => {
  test.each<[string, Changes]>([
    ['mona-eidas2', acrClaim({ essential: true, value: 'eidas1' })],
    ['ivan-eidas1', essential('eidas2', 'eidas3')],
    ['yann-inconnu', essential('eidas2')],
    ['ivan-eidas1', { ...acrClaim({ essential: true }), acr_values: 'eidas2' }],
  ])('of %s by %j ends at the client', async (persona, changes) => {
    const { seen } = await toEnd(issuer, { persona, changes })
    expect(received(seen)).toMatchObject({
      error: 'access_denied',
      error_description: 'requested ACRs could not be satisfied',
    })
  })

  test('together with a contrary wish, takes the person back to the first page', async () => {
    const changes = { ...essential('eidas1'), acr_values: 'eidas2' }
    const { seen } = await toEnd(issuer, { persona: 'ivan-eidas1', changes })
    expect(seen.status).toBe(200)
    expect(seen.body).toContain('id="email-input"')
  })

  test('of unknown levels alone never ends', async () => {
    const changes = essential('https://proconnect.gouv.fr/assurance/consistency-checked-2fa')
    const { browser, seen } = await toEnd(issuer, { persona: 'ivan-eidas1', changes })
    expect(seen.location).toBeDefined()
    const later = await inside(browser, seen)
    expect(later.location).toMatch(/\/interaction\/|\/authorize\//)
  })

  test('on the RIE sends no code by mail', async () => {
    const rie = doublure.issuer('proconnect-rie')
    const { seen } = await loginAs(rie, 'gilles-rie', { changes: essential('eidas1-mfa') })
    const accepted = await loginAs(rie, 'pia-prefecture', { changes: essential('eidas1-mfa') })
    for (const { location = '' } of [accepted.seen, seen]) {
      const { error, code } = Object.fromEntries(new URL(location).searchParams)
      expect(error === 'access_denied' || code !== undefined).toBe(true)
    }
    expect(received(accepted.seen)).toHaveProperty('error', 'access_denied')
  })
})

describe('an identity provider is asked for', () => {
  const asked = async (email: string, changes: Changes) => {
    const { seen } = await toProvider(issuer, { email, changes })
    const { acr_values, claims } = Object.fromEntries(new URL(seen.location ?? '').searchParams)
    return { acr_values, acr: JSON.parse(claims ?? '{}').id_token.acr }
  }

  test.each<[string, string, Changes, string | undefined, unknown]>([
    ['nothing in particular', 'a@fia1.fr', {}, 'eidas1', null],
    ['nothing, when it is the default one', 'a@example.com', {}, undefined, null],
    ['what is wished, as far as the hub knows it', 'a@fia1.fr', { acr_values: 'eidas2 x' }, 'eidas2', null],
    ['nothing, when only unknown levels are wished', 'a@fia1.fr', { acr_values: 'x' }, undefined, null],
    [
      'what is demanded',
      'a@fia1.fr',
      essential('eidas1-mfa', 'x'),
      undefined,
      { essential: true, values: ['eidas1-mfa'] },
    ],
    [
      'the value demanded',
      'a@fia1.fr',
      acrClaim({ essential: true, value: 'eidas2' }),
      undefined,
      { essential: true, value: 'eidas2' },
    ],
    ['nothing of a demand it cannot meet', 'a@fia2.fr', essential('eidas1-mfa'), undefined, null],
    [
      'a demand it could meet for this address',
      'test+mfa@fia2.fr',
      essential('eidas1-mfa'),
      undefined,
      { essential: true, values: ['eidas1-mfa'] },
    ],
  ])('%s', async (_what, email, changes, acr_values, acr) => {
    expect(await asked(email, changes)).toEqual({ acr_values, acr })
  })

  test('and obliges, when the person answers what is asked', async () => {
    const { acr } = await idTokenOf('obliging', essential('eidas1-mfa', 'eidas2'))
    expect(acr).toBe('eidas1-mfa')
  })
})

describe('amr', () => {
  test.each<[string, Changes, unknown]>([
    ['john-doe', {}, undefined],
    ['john-doe', { claims: '{"id_token":{"amr":null}}' }, ['pwd']],
    ['john-doe', { claims: '{"id_token":{"amr":{"essential":true,"value":"hwk"}}}' }, ['pwd']],
    ['rose-sansamr', { claims: '{"id_token":{"amr":{"essential":true}}}' }, undefined],
  ])('of %s asked by %j is %j', async (persona, changes, amr) => {
    expect((await idTokenOf(persona, changes)).amr).toEqual(amr)
  })
})

test('before 18 June 2026 the former levels are demanded and given', async () => {
  const former = await startDoublure({ hubs: [{ id: 'proconnect', as_of: '2026-05-31' }] })
  const at = former.issuer('proconnect')
  const legacy = 'https://proconnect.gouv.fr/assurance/consistency-checked-2fa'
  const { seen } = await loginAs(at, 'john-doe', {
    changes: essential(legacy),
    headers: { 'doublure-idp': 'fia1' },
  })
  const { id_token } = (await (await exchange(at, received(seen).code)).json()) as { id_token: string }
  const refused = await toEmailPage(at, { changes: essential('eidas1-mfa') })
  await former.close()
  expect(decodeJwt(id_token).acr).toBe(legacy)
  expect(refused.seen.status).toBe(200)
})
