import { expect, test } from 'vitest'
import { byTestId, tagsOf, textOf, unclosed } from './markup.ts'

test('reads tags and their attributes', () => {
  expect(tagsOf('<p class="a" hidden>x</p>')).toEqual([{ name: 'p', attributes: { class: 'a', hidden: '' } }])
  expect(byTestId('<b data-testid="here">x</b>', 'here')?.name).toBe('b')
})

test('refuses a markup where a value has escaped from its quotes', () => {
  expect(() => tagsOf(`<a href="x" onclick='y'>`)).toThrow('not a tag')
  expect(() => tagsOf('<p>1 < 2</p>')).toThrow('not a tag')
})

test('finds what is not closed', () => {
  expect(unclosed('<p><b>x</b></p><input>')).toBeUndefined()
  expect(unclosed('<p><b>x</p>')).toBe('p')
  expect(unclosed('<p>x')).toBe('p')
})

test('reads text with its entities decoded', () => {
  expect(textOf('<p> it&#39;s &lt;b&gt; </p><p></p>')).toEqual(["it's <b>"])
})
