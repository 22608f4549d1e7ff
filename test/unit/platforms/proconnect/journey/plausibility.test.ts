import { expect, test } from 'vitest'
import { plausibilityOf } from '../../../../../src/platforms/proconnect/journey/plausibility.ts'

const known = {
  domains: ['fia1.fr', 'fia2.fr', 'polyfi.fr', 'gendarmerie.interieur.gouv.fr'],
  emails: ['known@nowhere.invalid'],
}

test.each([
  'a@fia1.fr',
  'a@FIA1.FR',
  'a@fia4.fr',
  'a@gmail.com',
  'a@some-town.example',
  'a@unknown.fr',
  'known@nowhere.invalid',
])('%s is plausible', (email) => {
  expect(plausibilityOf(email, known)).toEqual({ plausible: true })
})

test.each([
  ['a@polyfi.rf', 'a@polyfi.fr'],
  ['a@gendramerie.interieur.gouv.fr', 'a@gendarmerie.interieur.gouv.fr'],
  ['a@gmial.com', 'a@gmail.com'],
  ['a@gmail.co', 'a@gmail.com'],
  ['a@gmaill.com', 'a@gmail.com'],
])('%s is not, %s is meant', (email, suggestion) => {
  expect(plausibilityOf(email, known)).toEqual({ plausible: false, suggestion })
})

test.each(['a@gendramerie.gouv.fr', 'a@nowhere.invalid'])('%s is not, and nothing is meant', (email) => {
  expect(plausibilityOf(email, known)).toEqual({ plausible: false })
})
