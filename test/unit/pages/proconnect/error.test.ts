import { expect, test } from 'vitest'
import { type ErrorProps, errorPage, notFoundPage } from '../../../../src/pages/proconnect/error.ts'
import { byTestId, textOf } from '../markup.ts'

const frame = {
  lang: 'fr',
  hub: { title: 'ProConnect', brand: 'ProConnect' },
  assetsHref: '/_doublure',
} as const
const id = '3f1d9a9e-8a3c-4c11-9a35-6a8a0a3b7d11'
const render = (changes: Partial<ErrorProps> = {}) =>
  String(
    errorPage({
      ...frame,
      title: 'Accès indisponible',
      code: 'Y500015 (CoreFcaAgentNotFromPublicServiceException)',
      id,
      message: "The user's roles are: []",
      ...changes,
    }),
  )

test('carries the section, the title and the three lines that the real page has', () => {
  const page = render()

  expect(byTestId(page, 'error-section')?.name).toBe('section')
  expect(byTestId(page, 'error-section-title')?.name).toBe('h1')
  for (const line of ['error-code', 'error-id', 'error-message']) expect(byTestId(page, line)).toBeDefined()
  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Accès indisponible',
      '- code erreur : Y500015 (CoreFcaAgentNotFromPublicServiceException)',
      `- id erreur : ${id}`,
      `- message erreur : "The user's roles are: []"`,
    ]),
  )
})

test('may have an empty title, its document still has one', () => {
  const page = render({ title: '' })

  expect(page).toContain('<h1 data-testid="error-section-title"></h1>')
  expect(page).toContain('<title>Erreur - ProConnect</title>')
})

test('leads back to the client and to the support only where it can', () => {
  const full = render({ retryHref: '/error?error=access_denied', reportHref: 'mailto:support@example.org' })

  expect(textOf(full)).toEqual(expect.arrayContaining(['Réessayer de vous connecter', 'Signaler l’erreur']))
  expect(byTestId(full, 'error-retry-link')?.attributes.href).toBe('/error?error=access_denied')
  expect(byTestId(full, 'error-report-link')?.attributes.href).toBe('mailto:support@example.org')
  expect(textOf(render())).not.toContain('Réessayer de vous connecter')
  expect(textOf(render())).not.toContain('Signaler l’erreur')
})

test('explains itself outside the section of the real page', () => {
  const page = render({
    why: [{ received: 'siret', expected: { fr: 'b', en: 'b' }, remedy: { fr: 'c', en: 'c' } }],
  })

  expect(page.indexOf('data-testid="doublure-why"')).toBeGreaterThan(page.indexOf('</section>'))
})

test('an unknown address says which method and path came', () => {
  const page = String(notFoundPage({ ...frame, id, method: 'OPTIONS', path: '/api/v2/token' }))

  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Page non trouvée',
      '- code erreur : Y000404',
      '- message erreur : "Cannot OPTIONS /api/v2/token"',
    ]),
  )
})
