import { expect, test } from 'vitest'
import { whyPanel } from '../../../src/pages/why.ts'
import { byTestId, tagsOf, textOf } from './markup.ts'

const why = [
  {
    received: 'nonce of 12 characters',
    expected: 'at least 22 characters',
    remedy: 'Draw 32 random bytes.',
    passage: { document: 'OpenID Connect Core 1.0', section: '§3.1.2.1', url: 'https://openid.net/specs' },
  },
]

test('there is no panel when there is nothing to say', () => {
  expect(whyPanel('fr', {})).toBeUndefined()
  expect(whyPanel('fr', { why: [] })).toBeUndefined()
})

test('says what came, what was expected, what to do and which passage says so', () => {
  const panel = String(whyPanel('fr', { why }))

  expect(byTestId(panel, 'doublure-why')?.name).toBe('section')
  expect(textOf(panel)).toEqual(
    expect.arrayContaining([
      'nonce of 12 characters',
      'at least 22 characters',
      'Draw 32 random bytes.',
      'OpenID Connect Core 1.0, §3.1.2.1',
    ]),
  )
  expect(tagsOf(panel).find(({ name }) => name === 'a')?.attributes.href).toBe('https://openid.net/specs')
})

test('a reason without passage has no source line', () => {
  const panel = String(whyPanel('fr', { why: [{ received: 'a', expected: 'b', remedy: 'c' }] }))

  expect(textOf(panel)).not.toContain('Source')
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
