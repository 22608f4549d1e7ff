import { expect, test } from 'vitest'
import { ownLabel } from '../../../src/library/own-label.ts'

test.each([
  ['logs in', 'logs-in-1a2b'],
  ['« Déjà vu » à Orléans !', 'deja-vu-a-orleans-1a2b'],
  ['日本', '1a2b'],
  ['', '1a2b'],
])('"%s" becomes a label that a header can carry', (title, label) => {
  expect(ownLabel(title, '1a2b')).toBe(label)
  expect(() => new Headers({ 'doublure-label': label })).not.toThrow()
})

test('a long title is cut, what makes the label unique is not', () => {
  const label = ownLabel('a'.repeat(500), '1a2b')
  expect(label.length).toBeLessThan(100)
  expect(label).toMatch(/-1a2b$/)
})
