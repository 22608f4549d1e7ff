import { expect, test } from 'vitest'
import {
  type TypeIdentityProps,
  typeIdentityPage,
} from '../../../../src/pages/identity-provider/type-identity.ts'
import { byTestId, tagsOf, textOf } from '../markup.ts'

const props: TypeIdentityProps = {
  lang: 'fr',
  hub: { title: 'FranceConnect', brand: 'FranceConnect' },
  assetsHref: '/_doublure',
  provider: 'Impôts',
  clientName: 'Démo',
  kind: 'citizen',
  acrs: ['eidas1', 'eidas2'],
  action: '/login',
  fields: { csrfToken: 'csrf' },
  values: {},
  outcomes: [],
  faults: [],
  chooseHref: '/choose',
  cancelHref: '/cancel',
}
const render = (changes: Partial<TypeIdentityProps> = {}) =>
  String(typeIdentityPage({ ...props, ...changes }))
const fieldsOf = (markup: string) =>
  tagsOf(markup).filter(
    ({ name, attributes }) => ['input', 'select'].includes(name) && attributes.type !== 'hidden',
  )
const namesOf = (markup: string) => fieldsOf(markup).map(({ attributes }) => attributes.name)
const citizen = [
  'given_name',
  'family_name',
  'preferred_username',
  'gender',
  'birthdate',
  'birthplace',
  'birthcountry',
  'email',
  'acr',
]

test('a citizen has the fields of the State’s test provider, the same ones required', () => {
  const required = fieldsOf(render()).flatMap(({ attributes }) =>
    'required' in attributes ? attributes.name : [],
  )

  expect(namesOf(render())).toEqual(citizen)
  expect(required).toEqual(['given_name', 'family_name', 'gender', 'birthdate', 'email', 'acr'])
})

test('the mandate is asked for only where it is known', () => {
  expect(namesOf(render({ mandate: true }))).toEqual([...citizen, 'rep_scope'])
})

test('an agent has the fields of the State’s test provider, none required', () => {
  const page = render({ kind: 'agent' })

  expect(namesOf(page)).toEqual([
    'email',
    'given_name',
    'usual_name',
    'siret',
    'sub',
    'phone_number',
    'acr',
    'amr',
    'error',
    'error_description',
  ])
  expect(fieldsOf(page).filter(({ attributes }) => 'required' in attributes)).toEqual([])
})

test('explains the special words to whoever types an agent', () => {
  const words = ['true', 'false', 'null', 'undefined', 'empty', 'empty-array']

  expect(textOf(render({ kind: 'agent' }))).toEqual(expect.arrayContaining(words))
  expect(byTestId(render(), 'magic-words')).toBeUndefined()
})

test('keeps what was typed, and says beside each field what is wrong in it', () => {
  const page = render({
    values: { given_name: 'Ada', gender: 'male', birthdate: '1815-13-10' },
    problems: { birthdate: 'Ce mois n’existe pas', gender: 'Inconnu' },
  })
  const field = (name: string) =>
    fieldsOf(page).find(({ attributes }) => attributes.name === name)?.attributes

  expect(field('given_name')?.value).toBe('Ada')
  expect(page).toContain('<option value="male" selected>')
  expect(field('birthdate')).toMatchObject({
    'aria-invalid': 'true',
    'aria-describedby': 'hint-birthdate problem-birthdate',
  })
  expect(field('gender')).toMatchObject({ 'aria-describedby': 'problem-gender' })
  expect(textOf(page)).toEqual(expect.arrayContaining(['Ce mois n’existe pas', 'Inconnu']))
})

test('a citizen reaches only the levels offered, an agent may type any other', () => {
  const values = (page: string, tag: string) =>
    tagsOf(page).find(({ name, attributes }) => name === tag && attributes.name === 'acr')

  expect(values(render(), 'select')).toBeDefined()
  expect(values(render({ kind: 'agent' }), 'input')?.attributes.list).toBe('list-acr')
})

test('leads to the cards and back, and sends its form', () => {
  const page = render()

  expect(byTestId(page, 'idp-choose-persona')?.attributes.href).toBe('/choose')
  expect(byTestId(page, 'idp-cancel')?.attributes.href).toBe('/cancel')
  expect(byTestId(page, 'idp-submit')?.attributes.type).toBe('submit')
  expect(tagsOf(page).find(({ name }) => name === 'form')?.attributes).toMatchObject({
    method: 'post',
    action: '/login',
  })
})
