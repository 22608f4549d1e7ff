import { describe, expect, test } from 'vitest'
import { type ChooserProps, chooserPage } from '../../../../src/pages/franceconnect/chooser.ts'
import { byTestId, tagsOf, textOf } from '../markup.ts'

const props: ChooserProps = {
  lang: 'fr',
  hub: { title: 'FranceConnect', brand: 'FranceConnect' },
  assetsHref: '/_doublure',
  action: '/api/v2/redirect-to-idp',
  csrfToken: 'csrf',
  clientName: 'Service de démonstration',
  backHref: '/api/v2/redirect-to-sp-with-error?error=access_denied&state=s',
  providers: [
    { id: 'fc-impots', title: 'Impôts', available: true },
    { id: 'fc-old', title: 'Vieux compte', available: false },
  ],
  anonymous: false,
}
const render = (changes: Partial<ChooserProps> = {}) => String(chooserPage({ ...props, ...changes }))
const idOf = (markup: string, id: string) => tagsOf(markup).find(({ attributes }) => attributes.id === id)
const hiddenOf = (markup: string) =>
  tagsOf(markup).flatMap(({ attributes }) =>
    attributes.type === 'hidden' ? [`${attributes.name}=${attributes.value}`] : [],
  )

test('carries the title, headings and body id that the real page has', () => {
  const page = render()

  expect(idOf(page, 'fc-interaction-page')?.name).toBe('body')
  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Connexion - Choix du compte - FranceConnect',
      'Connexion en cours sur Service de démonstration',
      'Choisissez un compte pour vous connecter :',
    ]),
  )
})

test('offers one form per provider, each with its uid and the token', () => {
  const page = render()
  const forms = tagsOf(page).filter(({ name }) => name === 'form')

  expect(byTestId(page, 'main-providers')?.name).toBe('ul')
  expect(forms.map(({ attributes }) => attributes)).toEqual([
    { method: 'post', action: '/api/v2/redirect-to-idp' },
    { method: 'post', action: '/api/v2/redirect-to-idp' },
  ])
  expect(hiddenOf(page)).toEqual([
    'providerUid=fc-impots',
    'csrfToken=csrf',
    'providerUid=fc-old',
    'csrfToken=csrf',
  ])
  expect(idOf(page, 'idp-fc-impots')?.attributes).toMatchObject({ type: 'submit' })
})

test('shows a provider that is not available, disabled', () => {
  const page = render()

  expect(idOf(page, 'idp-fc-old')?.attributes).toHaveProperty('disabled')
  expect(idOf(page, 'idp-fc-impots')?.attributes).not.toHaveProperty('disabled')
  expect(textOf(page).filter((text) => text === 'Indisponible')).toHaveLength(1)
})

test('marks a provider in beta', () => {
  expect(textOf(render())).not.toContain('BETA')
  expect(textOf(render({ providers: [{ id: 'a', title: 'A', available: true, beta: true }] }))).toContain(
    'BETA',
  )
})

test('leads back to the client', () => {
  const page = render()

  expect(byTestId(page, 'back-to-sp-link')?.attributes.href).toBe(
    '/api/v2/redirect-to-sp-with-error?error=access_denied&amp;state=s',
  )
  expect(textOf(page)).toContain('Revenir sur Service de démonstration')
})

test('after an error of a provider, says so in the title and in a banner', () => {
  const page = render({ failedProvider: 'Impôts' })

  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Erreur lors du choix du compte - FranceConnect',
      'La connexion à Impôts n’a pas été possible. Veuillez réessayer ou choisir un autre moyen de connexion.',
    ]),
  )
})

test('warns of an anonymous login, and shows the operator’s message', () => {
  const page = render({ anonymous: true, notification: 'Maintenance ce soir' })

  expect(textOf(page)).toEqual(
    expect.arrayContaining(['Vous allez continuer de façon anonyme', 'Maintenance ce soir']),
  )
  expect(textOf(render())).not.toContain('Vous allez continuer de façon anonyme')
})

describe('a provider that asks for a confirmation', () => {
  const confirmation = 'Une application est nécessaire. Continuer ?'
  const asking = (available: boolean) =>
    render({ providers: [{ id: 'fc-app', title: 'Application', available, confirmation }] })

  test('opens the question with its button, and leaves from the question', () => {
    const page = asking(true)

    expect(idOf(page, 'idp-fc-app')?.attributes).toMatchObject({
      type: 'button',
      popovertarget: 'confirm-fc-app',
    })
    expect(idOf(page, 'confirm-fc-app')?.attributes).toHaveProperty('popover')
    expect(byTestId(page, 'idp-confirm-fc-app')?.attributes.type).toBe('submit')
    expect(textOf(page)).toContain(confirmation)
  })

  test('asks nothing when it is not available', () => {
    expect(textOf(asking(false))).not.toContain(confirmation)
  })
})

test('FranceConnect shows the help of another person under the list', () => {
  const page = render({ delegate: { id: 'fc-aidant', title: 'Je suis aidant', available: true } })

  expect(page.indexOf('idp-fc-aidant')).toBeGreaterThan(page.indexOf('</ul>'))
})

test('FranceConnect+ shows the European bridge in English, and its tutorial', () => {
  const page = render({
    hub: { title: 'FranceConnect+', brand: 'FranceConnect+' },
    european: { id: 'eidas-bridge', title: 'eIDAS', available: true },
    tutorial: true,
  })

  expect(textOf(page)).toContain('Sign in with a digital identity from another European country')
  expect(idOf(page, 'idp-eidas-bridge')).toBeDefined()
  expect(textOf(page)).toContain('Connexion - Choix du compte - FranceConnect+')
  expect(textOf(page).some((text) => text.startsWith('Première connexion'))).toBe(true)
})
