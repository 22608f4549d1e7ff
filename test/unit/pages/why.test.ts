import { expect, test } from 'vitest'
import { whyPanel } from '../../../src/pages/why.ts'
import { byTestId, tagsOf, textOf } from './markup.ts'

const why = [
  {
    received: { fr: 'nonce de 12 caractères', en: 'nonce of 12 characters' },
    expected: { fr: 'au moins 22 caractères', en: 'at least 22 characters' },
    remedy: { fr: 'Tirez 32 octets aléatoires.', en: 'Draw 32 random bytes.' },
    passage: { document: 'OpenID Connect Core 1.0', section: '§3.1.2.1', url: 'https://openid.net/specs' },
  },
]

const expected = { fr: 'b', en: 'b' }
const remedy = { fr: 'c', en: 'c' }

test('there is no panel when there is nothing to say', () => {
  expect(whyPanel('fr', {})).toBeUndefined()
  expect(whyPanel('fr', { why: [] })).toBeUndefined()
})

const told = {
  fr: ['nonce de 12 caractères', 'au moins 22 caractères', 'Tirez 32 octets aléatoires.'],
  en: ['nonce of 12 characters', 'at least 22 characters', 'Draw 32 random bytes.'],
}

test.each([
  { lang: 'fr', other: 'en' },
  { lang: 'en', other: 'fr' },
] as const)(
  'says in $lang what came, what was expected, what to do and which passage says so',
  ({ lang, other }) => {
    const panel = String(whyPanel(lang, { why }))

    expect(byTestId(panel, 'doublure-why')?.name).toBe('section')
    expect(textOf(panel)).toEqual(
      expect.arrayContaining([...told[lang], 'OpenID Connect Core 1.0, §3.1.2.1']),
    )
    for (const sentence of told[other]) expect(textOf(panel)).not.toContain(sentence)
    expect(tagsOf(panel).filter(({ attributes }) => 'lang' in attributes)).toEqual([])
    expect(tagsOf(panel).find(({ name }) => name === 'a')?.attributes.href).toBe('https://openid.net/specs')
  },
)

test('a reason without passage has no source line', () => {
  const panel = String(whyPanel('fr', { why: [{ received: 'a', expected, remedy }] }))

  expect(textOf(panel)).not.toContain('Source')
})

test('what only the engine words is marked as English on a French page, and on no English one', () => {
  const marks = (lang: 'fr' | 'en') =>
    tagsOf(String(whyPanel(lang, { why: [{ received: 'a', expected, remedy }] }))).flatMap(
      ({ name, attributes }) => (attributes.lang === undefined ? [] : [[name, attributes.lang]]),
    )
  expect(marks('fr')).toEqual([['dd', 'en']])
  expect(marks('en')).toEqual([])
})

test('the offer to enrol posts the client, one field per redirect URI and per scope', () => {
  const enrol = {
    action: '/_doublure/enrol',
    client_id: 'unknown',
    redirect_uris: ['http://localhost:3000/a', 'http://localhost:3000/b'],
    scopes: ['openid', 'email'],
    fields: { hub: 'franceconnect', client_id: 'overridden' },
  }
  const panel = String(whyPanel('en', { enrol }))
  const hidden = tagsOf(panel).flatMap(({ attributes }) =>
    attributes.type === 'hidden' ? [[attributes.name, attributes.value]] : [],
  )

  expect(byTestId(panel, 'doublure-enrol')?.attributes).toMatchObject({
    method: 'post',
    action: '/_doublure/enrol',
  })
  expect(hidden).toEqual([
    ['hub', 'franceconnect'],
    ['client_id', 'unknown'],
    ['redirect_uris', 'http://localhost:3000/a'],
    ['redirect_uris', 'http://localhost:3000/b'],
    ['scopes', 'openid'],
    ['scopes', 'email'],
  ])
  expect(byTestId(panel, 'doublure-enrol-submit')?.name).toBe('button')
})
