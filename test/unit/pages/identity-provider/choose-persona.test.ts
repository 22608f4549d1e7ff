import { expect, test } from 'vitest'
import type { Sentence } from '../../../../src/lib/words.ts'
import {
  type ChoosePersonaProps,
  choosePersonaPage,
} from '../../../../src/pages/identity-provider/choose-persona.ts'
import { byTestId, tagsOf, textOf } from '../markup.ts'

const props: ChoosePersonaProps = {
  lang: 'fr',
  hub: { title: 'FranceConnect', brand: 'FranceConnect' },
  assetsHref: '/_doublure',
  provider: 'Impôts',
  clientName: 'Démo',
  action: '/login',
  fields: { csrfToken: 'csrf' },
  personas: [
    { id: 'angela', label: 'Angela Dubois', story: 'Référence.', marks: ['eidas1'], warnings: [] },
    { id: 'pierre', label: 'Pierre Eugène', marks: ['eidas2'], warnings: ['deceased', 'blocked'] },
    { id: 'camille', label: 'Camille Moreau', story: 'Née en Algérie.', marks: [], warnings: [] },
  ],
  recent: ['camille', 'gone', 'pierre'],
  search: { action: '/search', fields: { uid: 'u' }, query: 'dub' },
  outcomes: [{ value: 'Y180001', label: 'Compte bloqué' }],
  faults: [{ value: 'id_token/bad-signature', label: 'Signature fausse' }],
  typeHref: '/type',
  cancelHref: '/cancel',
}
const render = (changes: Partial<ChoosePersonaProps> = {}) =>
  String(choosePersonaPage({ ...props, ...changes }))
const personasOf = (markup: string) =>
  tagsOf(markup).flatMap(({ attributes }) => (attributes.name === 'persona' ? attributes.value : []))
const options = (markup: string) =>
  tagsOf(markup).flatMap(({ name, attributes }) => (name === 'option' ? attributes.value : []))

test('one press on a card posts the persona, with no script', () => {
  const page = render()
  const card = byTestId(page, 'persona-angela')

  expect(card).toMatchObject({
    name: 'button',
    attributes: { type: 'submit', name: 'persona', value: 'angela' },
  })
  expect(tagsOf(page).filter(({ attributes }) => attributes.method === 'post')).toHaveLength(1)
  expect(page).toContain('<input type="hidden" name="csrfToken" value="csrf">')
  expect(page).not.toContain('<script')
})

test('shows those chosen lately first, latest first, each once', () => {
  expect(personasOf(render())).toEqual(['camille', 'pierre', 'angela'])
  expect(textOf(render())).toEqual(expect.arrayContaining(['Choisies récemment', 'Personnes']))
  expect(textOf(render({ recent: [] }))).not.toContain('Choisies récemment')
  expect(personasOf(render({ recent: [] }))).toEqual(['angela', 'pierre', 'camille'])
})

test('a card tells the story, the marks and the warnings of a persona', () => {
  expect(textOf(render())).toEqual(
    expect.arrayContaining([
      'Angela Dubois',
      'Référence.',
      'eidas2',
      'décès enregistré à l’état civil',
      'compte bloqué',
    ]),
  )
})

test('a story is told in the language of the page, or said to be English where it has no other', () => {
  const told = (lang: 'fr' | 'en', story: Sentence) =>
    render({ lang, personas: [{ id: 'angela', label: 'Angela', story, marks: [], warnings: [] }] })
  const both = { fr: 'Elle sert de référence.', en: 'The reference.' }
  expect(told('fr', both)).toContain('<span class="card-story">Elle sert de référence.</span>')
  expect(told('en', both)).toContain('<span class="card-story">The reference.</span>')
  expect(told('fr', 'The reference.')).toContain('<span class="card-story" lang="en">The reference.</span>')
})

test('offers success first among the outcomes, and no fault first among the faults', () => {
  expect(options(render())).toEqual(['', 'Y180001', '', 'id_token/bad-signature'])
  const selects = tagsOf(render()).flatMap(({ name, attributes }) =>
    name === 'select' ? attributes.name : [],
  )
  expect(selects).toEqual(['outcome', 'fault'])
  expect(render({ outcomes: [], faults: [] })).not.toContain('<fieldset')
})

test('searches by a form of its own', () => {
  const page = render()

  expect(tagsOf(page).find(({ attributes }) => attributes.role === 'search')?.attributes).toMatchObject({
    method: 'get',
    action: '/search',
  })
  expect(tagsOf(page).find(({ attributes }) => attributes.name === 'search')?.attributes.value).toBe('dub')
  expect(page).toContain('<input type="hidden" name="uid" value="u">')
})

test('says when nobody matches', () => {
  expect(textOf(render({ personas: [] }))).toContain('Personne ne correspond.')
  expect(textOf(render())).not.toContain('Personne ne correspond.')
})

test('leads to the typed identity where there is one, and back', () => {
  expect(byTestId(render(), 'idp-cancel')?.attributes.href).toBe('/cancel')
  expect(byTestId(render(), 'idp-type-identity')?.attributes.href).toBe('/type')
  expect(byTestId(render({ typeHref: undefined }), 'idp-type-identity')).toBeUndefined()
})
