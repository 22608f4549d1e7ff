import { describe, expect, test } from 'vitest'
import { catalogue, faultIds } from '../../../src/faults/catalogue.ts'
import { allSeams, isAnswerFault, isRedirectFault, isTokenFault } from '../../../src/faults/fault.ts'
import { resolveFault } from '../../../src/faults/resolve-fault.ts'
import { unmetNeed } from '../../../src/faults/unmet-need.ts'

const facts = {
  issuer: 'https://hub.example/api/v2',
  client_id: 'rp',
  now: 1_800_000_000,
}

test('every name is used once', () => {
  expect(faultIds).toHaveLength(catalogue.length)
})

test('no two faults bear one title, in either language', () => {
  for (const lang of ['fr', 'en'] as const)
    expect(new Set(catalogue.map(({ title }) => title[lang])).size, lang).toBe(catalogue.length)
})

test('every seam has its faults', () => {
  expect(allSeams.filter((seam) => !catalogue.some((fault) => fault.seam === seam))).toEqual([])
})

describe.each(catalogue)('$id', (fault) => {
  test('is described: a name, a passage and a reaction', () => {
    expect(fault.id).toMatch(/^[a-z0-9-]+$/)
    expect(fault.title.en.length).toBeGreaterThan(10)
    expect(fault.reference.url).toMatch(/^https:\/\/(openid\.net|www\.rfc-editor\.org)\//)
    expect(fault.reaction.en).toMatch(/^[A-Z].{20,}\.$/s)
    expect(fault.module ?? 'oidcc-client-test').toMatch(/-client-test(-|$)/)
  })

  test('is described in French too, as French is printed', () => {
    const { title, reaction } = fault
    expect(title.fr).toMatch(/^(\p{Lu}|userinfo ).{10,}[^.]$/u)
    expect(reaction.fr).toMatch(/^\p{Lu}.{20,}\.$/u)
    for (const { fr, en } of [title, reaction]) {
      expect(fr).not.toBe(en)
      expect(fr).not.toMatch(
        /['"]|\b(the|and|with|(?<!=)login|callback|endpoint|client_id)\b|[^ ][:;?!]|\b(tu|ton|tes)\b/i,
      )
    }
  })

  test('has a default for each parameter, and knows no other', () => {
    expect(resolveFault(fault.id)).toMatchObject({ fault: { id: fault.id }, params: expect.any(Object) })
    expect(resolveFault({ fault: fault.id, params: { nonsense: 1 } })).toEqual({
      problems: [{ origin: 'params.nonsense', message: 'unknown key "nonsense"' }],
    })
  })

  test('changes what it is given, without touching it', () => {
    const found = resolveFault(fault.id)
    if (!found || 'problems' in found) throw new Error('it was just resolved')
    const { params } = found
    if (isTokenFault(fault)) {
      const claims = { iss: facts.issuer, sub: 'me', aud: 'rp', nonce: 'n', acr: 'eidas2', given_name: 'Me' }
      const times = { iat: facts.now, exp: facts.now + 60, auth_time: facts.now }
      const encryption = { enc: 'A256GCM', to: 'client' } as const
      const draft = Object.freeze({
        header: Object.freeze({ alg: 'ES256', kid: 'one' }),
        claims: Object.freeze({ ...claims, ...times }),
        key: 'hub',
        encryption: Object.freeze(encryption),
      } as const)
      expect(fault.apply(draft, params, facts)).not.toEqual(draft)
    } else if (isAnswerFault(fault)) {
      const body = JSON.stringify({
        id_token: 't',
        access_token: 'a',
        keys: [{ kid: '1' }, { kid: '2' }],
        issuer: 'i',
      })
      const answer = Object.freeze({ status: 200, type: 'application/json', body })
      expect(fault.apply(answer, params, facts)).not.toEqual(answer)
    } else if (isRedirectFault(fault)) {
      const to = new URL('https://client.example/cb?code=c&state=s&iss=i')
      expect(fault.apply(to, params, facts)?.href).not.toBe(to.href)
      expect(to.href).toBe('https://client.example/cb?code=c&state=s&iss=i')
    } else {
      expect(fault.apply(undefined, params, facts)).toBeGreaterThan(0)
    }
  })
})

const assurance = 'https://proconnect.gouv.fr/assurance'

test.each([
  ['eidas3', 'eidas2'],
  ['eidas2', 'eidas1'],
  ['eidas1', 'eidas0'],
  ['eidas1-mfa', 'eidas1'],
  ['eidas0-mfa', 'eidas0'],
  [`${assurance}/consistency-checked-2fa`, `${assurance}/consistency-checked`],
  [`${assurance}/consistency-checked`, `${assurance}/self-asserted`],
  [`${assurance}/certification-dirigeant`, 'eidas1'],
  ['unheard-of', 'eidas0'],
  ['eidas0', 'eidas0'],
  [undefined, undefined],
])('lower-acr lowers the level %s to %s', (acr, lower) => {
  const found = resolveFault('lower-acr')
  if (!found || 'problems' in found || !isTokenFault(found.fault))
    throw new Error('lower-acr is a token fault')
  const draft = { header: { alg: 'ES256' }, claims: acr === undefined ? {} : { acr }, key: 'hub' } as const
  expect(found.fault.apply(draft, found.params, facts).claims.acr).toBe(lower)
})

test.each([
  ['idtoken-truncated', {}, 'id_token_encrypted_response_alg'],
  ['idtoken-truncated', { id_token_encrypted_response_alg: 'ECDH-ES' }, undefined],
  [
    'userinfo-unsigned',
    { userinfo_signed_response_alg: null },
    'a userinfo_signed_response_alg other than null',
  ],
  ['userinfo-unsigned', {}, undefined],
  [
    'unknown-kid',
    { id_token_signed_response_alg: 'HS256' },
    'an id_token_signed_response_alg other than HS256',
  ],
  ['invalid-nonce', {}, undefined],
])('%s with the registration %j wants %s', (id, registration, need) => {
  const found = resolveFault(id)
  if (!found || 'problems' in found) throw new Error(`no fault ${id}`)
  expect(unmetNeed(found.fault, registration)).toBe(need)
})
