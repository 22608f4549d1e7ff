import { describe, expect, test } from 'vitest'
import {
  askedOfProvider,
  bindingAcrs,
  currentAcr,
  demandedAcrs,
  formerAcr,
  isAcrMet,
  knownAcr,
} from '../../../../src/platforms/proconnect/acr.ts'

const claims = (acr: unknown) => ({ claims: JSON.stringify({ id_token: { acr } }) })

describe('a demand', () => {
  test.each<[object, string[]]>([
    [{}, []],
    [{ acr_values: 'eidas1' }, []],
    [{ claims: 'not JSON' }, []],
    [{ claims: '[]' }, []],
    [claims(null), []],
    [claims({ value: 'eidas1' }), []],
    [claims({ essential: true }), []],
    [claims({ essential: true, value: '' }), []],
    [claims({ essential: true, value: 'eidas1' }), ['eidas1']],
    [claims({ essential: true, values: ['eidas1', 1, 'x'] }), ['eidas1', 'x']],
    [{ ...claims({ essential: true }), acr_values: 'eidas1  eidas2' }, ['eidas1', 'eidas2']],
    [{ ...claims({ essential: true, values: ['eidas3'] }), acr_values: 'eidas1' }, ['eidas3']],
  ])('read in %j is %j', (request, demanded) => {
    expect(demandedAcrs({ ...request })).toEqual(demanded)
  })

  test('binds by the levels that the hub knows alone', () => {
    const request = claims({ essential: true, values: ['eidas1-mfa', 'unknown'] })
    expect(bindingAcrs(currentAcr, request)).toEqual(['eidas1-mfa'])
    expect(bindingAcrs(formerAcr, request)).toEqual([])
  })
})

describe('the library is content', () => {
  test.each<[object, string, boolean]>([
    [{}, 'eidas1', true],
    [{ acr_values: 'eidas3' }, 'eidas1', true],
    [claims({ essential: true, value: 'eidas2' }), 'eidas1', false],
    [claims({ essential: true, values: [] }), 'eidas1', false],
    [claims({ essential: true, values: ['eidas1'] }), 'eidas1', true],
    [{ ...claims({ essential: true, value: 'eidas1' }), acr_values: 'eidas2' }, 'eidas1', false],
    [{ ...claims({ essential: true, values: ['eidas1'] }), acr_values: 'eidas2' }, 'eidas1', false],
    [{ ...claims({ value: 'eidas1' }), acr_values: 'eidas2' }, 'eidas1', true],
  ])('with %j and %s: %s', (request, acr, isMet) => {
    expect(isAcrMet({ ...request }, acr)).toBe(isMet)
  })
})

test.each([
  [undefined, 'eidas1'],
  ['', 'eidas1'],
  ['unknown', 'eidas1'],
  ['eidas3', 'eidas3'],
])('the level %s is taken for %s', (acr, known) => {
  expect(knownAcr(currentAcr, acr)).toBe(known)
})

test('an unknown value demanded of a provider becomes an empty one', () => {
  const asked = askedOfProvider(currentAcr, claims({ essential: true, value: 'x' }), {
    mfa: true,
    default: false,
  })
  expect(JSON.parse(asked.claims).id_token.acr).toEqual({ essential: true, value: '' })
})
