import { describe, expect, test } from 'vitest'
import { identityProviderSchema } from '../../../../src/identity-providers/identity-provider.ts'
import { personaSchema } from '../../../../src/personas/persona.ts'
import {
  isEssentialAcrMet,
  ungrantedClaims,
} from '../../../../src/platforms/franceconnect/claims-parameter.ts'
import { highest, lowest, pickAcr, reaches } from '../../../../src/platforms/franceconnect/levels.ts'
import { portrait } from '../../../../src/platforms/franceconnect/portrait.ts'
import { rewriteFor } from '../../../../src/platforms/franceconnect/rewrite.ts'

describe('acr_values become one level', () => {
  test.each([
    ['eidas2', 'eidas2'],
    ['eidas3 eidas1 eidas2', 'eidas1'],
    ['unknown eidas3', 'eidas3'],
    ['unknown', 'eidas9'],
    ['', 'eidas9'],
    ['eidas1 '.repeat(10), 'eidas9'],
  ])('"%s" is %s', (acr_values, expected) => {
    expect(pickAcr(acr_values, 'eidas9')).toBe(expected)
  })
})

test('levels are ordered, and an unknown one is below all', () => {
  expect([
    reaches('eidas2', 'eidas1'),
    reaches('eidas1', 'eidas2'),
    reaches('x', 'y'),
    reaches(undefined, 'eidas1'),
  ]).toEqual([true, false, false, false])
  expect([lowest(['eidas3', 'eidas2']), highest(['eidas1', 'x']), lowest([])]).toEqual([
    'eidas2',
    'eidas1',
    undefined,
  ])
})

test('a request is rewritten to one level, a login with consent, and scopes that can be told apart', () => {
  expect(
    rewriteFor('eidas1')({ scope: ' openid  é"x email ', acr_values: '', prompt: 'login', state: 's' }),
  ).toEqual({
    scope: 'openid email',
    acr_values: 'eidas1',
    prompt: 'login consent',
    state: 's',
  })
})

describe('claims asked one by one', () => {
  test('are never granted when they are claims of the hub', () => {
    const claims = '{"userinfo":{"email":null,"unknown":null},"id_token":{"amr":null,"gender":{}}}'
    expect(ungrantedClaims(claims, ['email', 'gender', 'amr'])).toEqual(['email', 'gender'])
    expect(ungrantedClaims(undefined, ['email'])).toEqual([])
  })

  test.each([
    ['{"id_token":{"acr":{"essential":true,"value":"eidas1"}}}', true],
    ['{"id_token":{"acr":{"essential":true,"value":"eidas2"}}}', false],
    ['{"id_token":{"acr":{"value":"eidas2"}}}', true],
    ['{"id_token":{"acr":{"essential":true,"values":["eidas2"]}}}', true],
    ['{"id_token":{"acr":null}}', true],
    [undefined, true],
  ])('essential acr of %s is met by eidas1: %s', (claims, met) => {
    expect(isEssentialAcrMet(claims, 'eidas1')).toBe(met)
  })
})

describe('the level that a person answers with', () => {
  const answer = (own: string[] | undefined, offered: string[], asked: string) => {
    const persona = personaSchema.parse({ id: 'p', kind: 'citizen', levels: own })
    const provider = identityProviderSchema.parse({ id: 'i', hub: 'h', title: 't', levels: offered })
    const request = { acr_values: [asked], login_hint: undefined, siret_hint: undefined, claims: undefined }
    return portrait(persona, provider, request).acr
  }

  test.each([
    [undefined, ['eidas1', 'eidas2'], 'eidas1', 'eidas1'],
    [undefined, ['eidas2', 'eidas3'], 'eidas3', 'eidas3'],
    [undefined, [], 'eidas2', 'eidas2'],
    [['eidas3'], ['eidas2', 'eidas3'], 'eidas2', 'eidas3'],
    [['eidas3'], ['eidas2'], 'eidas2', 'eidas2'],
    [['eidas1'], ['eidas2', 'eidas3'], 'eidas2', 'eidas1'],
    [['eidas1', 'eidas2'], ['eidas2', 'eidas3'], 'eidas3', 'eidas2'],
  ])('who can %j, at a provider of %j, asked %s: %s', (own, offered, asked, expected) => {
    expect(answer(own, offered, asked)).toBe(expected)
  })
})
