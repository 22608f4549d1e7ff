import { describe, expect, test } from 'vitest'
import { nearest, suggestion, suggestKeys } from '../../../src/clients/nearest.ts'

const known = ['redirect_uris', 'post_logout_redirect_uris', 'claims', 'scopes', 'hubs']

describe('the nearest known word', () => {
  test.each([
    ['redirect_uri', 'redirect_uris'],
    ['redirectUris', 'redirect_uris'],
    ['CLAIMS', 'claims'],
    ['scope', 'scopes'],
    ['hub', 'hubs'],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, known)).toBe(expected)
  })

  test.each(['colour', 'x', ''])('to "%s" is none', (word) => {
    expect(nearest(word, known)).toBeUndefined()
    expect(suggestion(word, known)).toBe('')
  })
})

test('only the problems of unknown keys get a suggestion, from the last part of their path', () => {
  const problems = [
    { origin: 'a:1', message: 'unknown key "idp_filter.mod"' },
    { origin: 'a:2', message: 'claim: something else' },
  ]
  expect(suggestKeys(problems, ['mode', 'claims'])).toEqual([
    { origin: 'a:1', message: 'unknown key "idp_filter.mod"; did you mean "mode"?' },
    { origin: 'a:2', message: 'claim: something else' },
  ])
})
