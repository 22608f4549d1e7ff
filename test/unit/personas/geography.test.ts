import { describe, expect, test } from 'vitest'
import { checkGeography, readGeography } from '../../../src/personas/geography.ts'

const geography = await readGeography()
const check = (fields: Record<string, unknown>) =>
  checkGeography({ kind: 'citizen', ...fields }, geography).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

describe('the list of places', () => {
  test.each([
    '75107',
    '2A004',
    '2B033',
    '97411',
    '97502',
    '97701',
    '98611',
    '98735',
    '98818',
    '01001',
    '13201',
    '69381',
  ])('holds the commune %s', (code) => {
    expect(geography.hasCommune(code)).toBe(true)
  })

  test.each(['75010', '29200', '06000', '69674', '90900', '75121', '2A000', '00001', '99100'])(
    'does not hold %s, which never was a commune',
    (code) => {
      expect(geography.hasCommune(code)).toBe(false)
    },
  )

  test('names the large communes of every department, all of which it holds', () => {
    expect(geography.places.size).toBeGreaterThan(600)
    expect(geography.places.get('75107')).toBe('Paris 7e Arrondissement')
    expect([...geography.places.keys()].filter((code) => !geography.hasCommune(code))).toEqual([])
    const departments = new Set(
      [...geography.places.keys()].map((code) => code.slice(0, code < '97' ? 2 : 3)),
    )
    expect(departments.size).toBeGreaterThanOrEqual(101)
  })

  test('holds countries of today and of the past', () => {
    for (const code of ['99100', '99352', '99217', '99115', '99141'])
      expect(geography.hasCountry(code)).toBe(true)
    for (const code of ['99000', '99999', '75107']) expect(geography.hasCountry(code)).toBe(false)
  })
})

describe('a place of birth', () => {
  test('that exists is let through', () => {
    expect(check({ birthplace: '75107', birthcountry: '99100' })).toEqual([])
  })

  test('that does not exist is told, with the trap of postal codes', () => {
    expect(check({ birthplace: '29200', birthcountry: '99100' })).toEqual([
      expect.stringMatching(/^birthplace: .*"29200".*unchecked.*postal/),
    ])
  })

  test('abroad is not looked up, its country is', () => {
    expect(check({ birthplace: '29200', birthcountry: '99352' })).toEqual([])
    expect(check({ birthcountry: '99999' })).toEqual([expect.stringMatching(/^birthcountry: .*"99999"/)])
  })

  test('may be wrong on purpose', () => {
    expect(check({ birthplace: '29200', unchecked: ['birthplace'] })).toEqual([])
    expect(check({ birthcountry: '99999', unchecked: ['birthcountry'] })).toEqual([])
  })

  test('that does not even look right is left to the schema', () => {
    expect(check({ birthplace: 'Brest', birthcountry: 'France' })).toEqual([])
  })

  test('is looked up on each platform and in the civil register', () => {
    const fields = {
      civil_identity: { birthplace: '06000' },
      platforms: { franceconnect: { birthplace: '29200' } },
    }
    expect(check(fields)).toEqual([
      expect.stringMatching(/^civil_identity\.birthplace: .*"06000"/),
      expect.stringMatching(/^platforms\.franceconnect\.birthplace: .*"29200"/),
    ])
  })

  test('means nothing for an agent', () => {
    expect(check({ kind: 'agent', birthplace: '29200' })).toEqual([])
  })
})
