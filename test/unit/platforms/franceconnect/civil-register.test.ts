import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type CivilIdentity,
  identityHash,
  pivotClaims,
  subOf,
} from '../../../../src/platforms/franceconnect/civil-identity.ts'
import { askCivilRegister } from '../../../../src/platforms/franceconnect/civil-register.ts'

const identity = {
  given_name: 'Joëlle Françoise',
  family_name: 'Dubinôre',
  birthdate: '1992-08-15',
  gender: 'female',
  birthplace: '75117',
  birthcountry: '99100',
}

const found = (changes: Readonly<Record<string, unknown>> = {}, facts = {}): CivilIdentity => {
  const answer = askCivilRegister({ ...identity, ...changes }, facts)
  if (!('civil' in answer)) throw new Error(answer.code)
  return answer.civil
}

describe('the civil register finds a person, and writes them its own way', () => {
  test('with the family name in capitals and the given names one by one', () => {
    expect(found()).toEqual({
      given_names: ['Joëlle', 'Françoise'],
      family_name: 'DUBINÔRE',
      birthdate: '1992-08-15',
      gender: 'female',
      birthplace: '75117',
      birthcountry: '99100',
    })
  })

  test.each([
    ['an unknown day', { birthdate: '1992-11-00' }, { birthdate: '1992-11-01' }],
    ['an unknown month', { birthdate: '1992-00-00' }, { birthdate: '1992-01-01' }],
    [
      'born abroad',
      { birthplace: undefined, birthcountry: '99352' },
      { birthplace: '', birthcountry: '99352' },
    ],
    [
      'a place in free text',
      { birthplace: 'Alger', birthcountry: '99352' },
      { birthplace: '', birthcountry: '99352' },
    ],
    [
      'a commune given with a foreign country',
      { birthplace: '90900', birthcountry: '99352' },
      { birthplace: '90900', birthcountry: '99100' },
    ],
    ['a country in place of the commune', { birthplace: '99352' }, { birthplace: '', birthcountry: '99352' }],
    [
      'names told apart',
      { given_name_array: ['Jean Philippe', 'Louis'] },
      { given_names: ['Jean Philippe', 'Louis'] },
    ],
    [
      'the test word for someone else',
      { given_name: 'Jean_E010014' },
      { family_name: 'DENT', birthdate: '2001-03-08' },
    ],
    [
      'the test word for a compound name',
      { given_name: 'Jean_PrénomComposéAvecEspace' },
      { given_names: ['Jean Philippe', 'Pierre', 'Louis'] },
    ],
    [
      'the commune of the three questions',
      { given_name: 'Jean_multiCog', birthplace: '27161' },
      { birthplace: '27161' },
    ],
  ])('%s', (_name, changes, expected) => {
    expect(found(changes)).toMatchObject(expected)
  })

  test.each(['constructor', 'Jean_toString'])('by the given name %s, a word like another', (name) => {
    expect(found({ given_name: name })).toEqual({ ...found(), given_names: [name] })
  })

  test('with what a persona says that it knows', () => {
    const civil_identity = {
      given_names: ['Hélio'],
      family_name: 'Autre',
      birthdate: '1983-00-00',
      birthcountry: '99352',
    }
    expect(found({}, { civil_register: 'found', civil_identity })).toMatchObject({
      given_names: ['Hélio'],
      family_name: 'AUTRE',
      birthdate: '1983-01-01',
      birthplace: '',
      birthcountry: '99352',
    })
  })
})

test.each([
  [{ given_name: 'Jean_E010004' }, {}, 'Y010004'],
  [{ given_name: 'Jean_E010013' }, {}, 'Y010013'],
  [{ given_name: 'Jean_E010015' }, {}, 'Y010015'],
  [{ given_name: 'Jean_multiCog' }, {}, 'Y010008'],
  [{ given_name: 'Jean_multiCogEcho', birthplace: '27161' }, {}, 'Y010004'],
  [{}, { civil_register: 'timeout' }, 'Y010011'],
  [{ given_name: 'Jean_E010004' }, { civil_register: 'none' }, 'Y010008'],
])('%j with %j is refused: %s', (changes, facts, code) => {
  expect(askCivilRegister({ ...identity, ...changes }, facts)).toMatchObject({ code })
})

describe('the sub', () => {
  const sha = (data: string | Buffer) => createHash('sha256').update(data)

  test('is made of the pivot identity in latin1, the sector and the secret of the hub', () => {
    const pivot = Buffer.from('Joëlle FrançoiseDUBINÔRE1992-08-15female7511799100', 'latin1')
    const hash = sha(pivot).digest('base64')
    expect(identityHash(found())).toBe(hash)
    expect(subOf('entity', hash, 'secret')).toBe(`${sha(`entity${hash}secret`).digest('hex')}v1`)
  })

  test('leaves out the place of a birth abroad', () => {
    const abroad = found({ birthplace: 'Alger', birthcountry: '99352' })
    expect(identityHash(abroad)).toBe(identityHash({ ...abroad, birthplace: 'elsewhere' }))
    expect(identityHash(found())).not.toBe(identityHash({ ...found(), birthplace: '75118' }))
  })

  test('changes with the civil status', () => {
    expect(identityHash(found({ family_name: 'Autre' }))).not.toBe(identityHash(found()))
  })
})

test('the pivot identity joins the given names with spaces', () => {
  expect(pivotClaims(found()).given_name).toBe('Joëlle Françoise')
})
