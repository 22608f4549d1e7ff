import { expect, test } from 'vitest'
import { html } from '../../../src/lib/html.ts'
import { layout } from '../../../src/pages/layout.ts'
import { tagsOf } from './markup.ts'

const frame = {
  lang: 'fr',
  hub: { title: 'ProConnect (RIE)', brand: 'ProConnect' },
  assetsHref: '/_doublure',
} as const

test('links the stylesheet and the one script a page asks for, where the assets are served', () => {
  const page = String(
    layout({ ...frame, title: 'T', bodyId: 'b', script: 'auto-submit.js', children: html`<p>x</p>` }),
  )

  expect(tagsOf(page)).toContainEqual({
    name: 'link',
    attributes: { rel: 'stylesheet', href: '/_doublure/style.css' },
  })
  expect(tagsOf(page)).toContainEqual({
    name: 'script',
    attributes: { src: '/_doublure/auto-submit.js', defer: '' },
  })
})

test('names the hub in the notice and the brand in the header', () => {
  const page = String(layout({ ...frame, title: 'T', bodyId: 'b', children: html`<p>x</p>` }))

  expect(page).toContain('Une doublure locale imite ProConnect (RIE).')
  expect(page).toContain('<p class="brand">ProConnect</p>')
  expect(page).toContain('<body id="b">')
  expect(page).toContain('<title>T</title>')
  expect(page).not.toContain('<script')
})
