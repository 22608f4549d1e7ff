import { describe, expect, test } from 'vitest'
import { isEmail } from '../../../../src/platforms/proconnect/email.ts'
import { identityFaults, isPhoneNumber, usableSiret } from '../../../../src/platforms/proconnect/identity.ts'

const identity = { sub: 's', uid: 'u', given_name: 'Zoë', usual_name: 'Œ', email: 'zoe@fia1.fr' }

describe('an identity', () => {
  test.each<[object, string[]]>([
    [{}, []],
    [{ siret: '', siren: null, phone_number: 'anything', job: 'x' }, []],
    [{ email: 'incorrect' }, ['email must be an email']],
    [{ email: undefined }, ['email must be an email']],
    [{ sub: 'é' }, ['sub must contain only ASCII characters']],
    [{ given_name: '' }, ['given_name must be longer than or equal to 1 characters']],
    [{ usual_name: 'x'.repeat(257) }, ['usual_name must be shorter than or equal to 256 characters']],
    [{ siren: '' }, ['siren must be longer than or equal to 1 characters']],
    [{ siret: 21920023500014 }, ['siret must be a string']],
    [{ siret: '1'.repeat(257) }, ['siret must be shorter than or equal to 256 characters']],
  ])('with %j has the faults %j', (changes, faults) => {
    expect(identityFaults({ ...identity, ...changes })).toEqual(faults)
  })

  test('tells every fault of a number where text is wanted', () => {
    expect(identityFaults({ ...identity, uid: 1 })).toEqual([
      'uid must be shorter than or equal to 256 characters',
      'uid must be longer than or equal to 1 characters',
      'uid must contain only ASCII characters',
      'uid must be a string',
    ])
  })
})

describe('the SIRET of a person', () => {
  test.each<[string, unknown, string | undefined, string | undefined]>([
    ['their own', '21920023500014', undefined, '21920023500014'],
    ['their own, spaces aside', '219 200 235 00014', undefined, '21920023500014'],
    ['La Poste’s, unchecked', '35600000012345', undefined, '35600000012345'],
    ['lent, when theirs is wrong', '34329377500037', '81801912700021', '81801912700021'],
    ['lent, when they have none', undefined, '81801912700021', '81801912700021'],
    ['none, when the lent one is wrong too', undefined, '12345678910007', undefined],
    ['none', '', undefined, undefined],
  ])('is %s', (_what, siret, lent, usable) => {
    expect(usableSiret({ siret }, lent)).toBe(usable)
  })
})

test.each([
  ['+49 000 000000', true],
  ['01-99-00-12-34', true],
  ['incorrect', false],
  ['12345', false],
  [null, false],
])('%s is passed on as a telephone number: %s', (value, isPassed) => {
  expect(isPhoneNumber(value)).toBe(isPassed)
})

test.each([
  ['a@b.fr', true],
  ['é+tag@b.fr', true],
  ['a@b', false],
  ['a@b.f', false],
  ['a b@c.fr', false],
  ['Name <a@b.fr>', false],
  ['a@b.fr ', false],
  [`${'a'.repeat(65)}@b.fr`, false],
  ['a..b@c.fr', false],
])('%s is an e-mail address: %s', (text, isOne) => {
  expect(isEmail(text)).toBe(isOne)
})
