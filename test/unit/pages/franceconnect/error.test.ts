import { expect, test } from 'vitest'
import { type ErrorProps, errorPage, notFoundPage } from '../../../../src/pages/franceconnect/error.ts'
import { byTestId, textOf } from '../markup.ts'

const frame = {
  lang: 'fr',
  hub: { title: 'FranceConnect+', brand: 'FranceConnect+' },
  assetsHref: '/_doublure',
} as const
const render = (changes: Partial<ErrorProps> = {}) =>
  String(errorPage({ ...frame, code: 'Y010008', message: 'Une erreur technique', ...changes }))

test('carries the title, the code and the message that the real page has', () => {
  const page = render()

  expect(page).toContain('<body id="fc-error-page">')
  expect(byTestId(page, 'error-code')).toBeDefined()
  expect(byTestId(page, 'error-message')).toBeDefined()
  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Erreur de connexion - FranceConnect+',
      'Une erreur s’est produite',
      'Erreur Y010008',
      'Une erreur technique',
    ]),
  )
})

test('offers the support, the help and the way back only where they are', () => {
  const full = render({
    supportHref: 'https://example.org/support?error_code=Y010008&sp_name=D',
    helpHref: 'https://example.org/help',
    back: { clientName: 'Démo', href: '/back' },
  })

  expect(byTestId(full, 'error-support-button')?.attributes.href).toBe(
    'https://example.org/support?error_code=Y010008&amp;sp_name=D',
  )
  expect(textOf(full)).toEqual(
    expect.arrayContaining(['Contactez-nous', 'Besoin d’aide ?', 'Revenir sur Démo']),
  )
  expect(byTestId(full, 'back-to-sp-link')?.attributes.href).toBe('/back')
  expect(byTestId(render(), 'error-support-button')).toBeUndefined()
  expect(byTestId(render(), 'back-to-sp-link')).toBeUndefined()
  expect(textOf(render())).not.toContain('Besoin d’aide ?')
})

test('explains itself below, when there is something to explain', () => {
  const page = render({
    why: [{ received: 'scope=admin', expected: { fr: 'b', en: 'b' }, remedy: { fr: 'c', en: 'c' } }],
  })

  expect(page.indexOf('doublure-why')).toBeGreaterThan(page.indexOf('error-message'))
  expect(textOf(page)).toContain('scope=admin')
  expect(byTestId(render(), 'doublure-why')).toBeUndefined()
})

test('an unknown address has its own code', () => {
  const page = String(notFoundPage(frame))

  expect(textOf(page)).toContain('Erreur Y000404')
  expect(page).toContain('<body id="fc-error-page">')
})
