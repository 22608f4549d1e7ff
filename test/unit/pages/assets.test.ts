import { expect, test } from 'vitest'
import { assets } from '../../../src/pages/assets.ts'
import { everyPage } from './every-page.ts'
import { tagsOf } from './markup.ts'

test('whatever a page asks for is among the assets, and every asset is asked for', () => {
  const asked = Object.values(everyPage('fr', 'text', '/x')).flatMap((page) =>
    tagsOf(String(page)).flatMap(({ name, attributes }) =>
      name === 'link' ? [attributes.href] : name === 'script' ? [attributes.src] : [],
    ),
  )

  expect([...new Set(asked)].sort()).toEqual([...assets.keys()].map((name) => `/_doublure/${name}`).sort())
})

test('the icon asks for nothing from elsewhere', () => {
  expect(assets.get('icon.svg')?.body.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
    /https?:|url\(|href/,
  )
})
