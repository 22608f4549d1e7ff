import { expect, test } from 'vitest'
import { type InformationProps, informationPage } from '../../../../src/pages/franceconnect/information.ts'
import { byTestId, tagsOf, textOf } from '../markup.ts'

const props: InformationProps = {
  lang: 'fr',
  hub: { title: 'FranceConnect', brand: 'FranceConnect' },
  assetsHref: '/_doublure',
  action: '/api/v2/login',
  csrfToken: 'csrf',
  clientName: 'Démo',
  identity: { given_name: 'Angela Claire', family_name: 'Dubois-Éluard' },
  consentRequired: false,
  transmitted: [{ provider: 'FranceConnect', labels: ['Nom de naissance', 'Prénom(s)'] }],
}
const render = (changes: Partial<InformationProps> = {}) => String(informationPage({ ...props, ...changes }))

test('names the person, with the family name in capitals', () => {
  const page = render()

  expect(page).toContain('<body id="fc-consent-page">')
  expect(byTestId(page, 'identity-fullname-label')?.name).toBe('h2')
  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Connexion - Continuer sur Service Démo - FranceConnect',
      'Vous allez vous connecter en tant que :',
      'Angela Claire DUBOIS-ÉLUARD',
    ]),
  )
})

test('goes on by a form that carries the token', () => {
  const page = render()

  expect(tagsOf(page).find(({ name }) => name === 'form')?.attributes).toMatchObject({
    method: 'post',
    action: '/api/v2/login',
  })
  expect(page).toContain('<input type="hidden" name="csrfToken" value="csrf">')
  expect(byTestId(page, 'consent-continue')).toMatchObject({ name: 'button', attributes: { type: 'submit' } })
  expect(textOf(page)).toContain('Continuer sur Démo')
})

test('asks consent only where it is required', () => {
  const asked = render({ consentRequired: true })
  const accept = '<input type="hidden" name="accept" value="1">'

  expect(byTestId(asked, 'checkbox-consent')?.attributes.type).toBe('checkbox')
  expect(asked).toContain(accept)
  expect(asked).toContain('consent.js')
  expect(byTestId(render(), 'checkbox-consent')).toBeUndefined()
  expect(render()).not.toContain(accept)
  expect(render()).not.toContain('consent.js')
})

test('leaves the button enabled where no script runs', () => {
  expect(byTestId(render({ consentRequired: true }), 'consent-continue')?.attributes).not.toHaveProperty(
    'disabled',
  )
})

test('lists what is sent under the source it comes from', () => {
  const page = render({
    transmitted: [
      { provider: 'FranceConnect', labels: ['Sexe'] },
      { provider: 'DGFIP', labels: ['Revenu fiscal de référence'] },
      { provider: 'CNAM', labels: [] },
    ],
  })

  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Données transmises',
      'Informations récupérées depuis FranceConnect',
      'Sexe',
      'Informations récupérées depuis DGFIP',
      'Revenu fiscal de référence',
    ]),
  )
  expect(textOf(page)).not.toContain('Informations récupérées depuis CNAM')
})

test('says it in the singular for one', () => {
  const page = render({ transmitted: [{ provider: 'FranceConnect', labels: ['Sexe'] }] })

  expect(textOf(page)).toContain('Donnée transmise')
  expect(textOf(page)).not.toContain('Données transmises')
})

test('an anonymous login names nobody and lists nothing', () => {
  const page = render({ identity: undefined })

  expect(textOf(page)).toEqual(
    expect.arrayContaining([
      'Vous allez vous connecter de façon anonyme',
      'Aucune donnée personnelle ne sera transmise',
    ]),
  )
  expect(byTestId(page, 'identity-fullname-label')).toBeUndefined()
  expect(textOf(page)).not.toContain('Nom de naissance')
})
