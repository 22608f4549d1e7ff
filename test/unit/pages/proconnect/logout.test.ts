import { expect, test } from 'vitest'
import { loggedOutPage, logoutConfirmationPage, logoutPage } from '../../../../src/pages/proconnect/logout.ts'
import { tagsOf, textOf } from '../markup.ts'

const frame = {
  lang: 'fr',
  hub: { title: 'AgentConnect', brand: 'AgentConnect' },
  assetsHref: '/_doublure',
} as const
const form = { ...frame, action: '/api/v2/session/end/confirm', xsrf: 'x' }
const hiddenOf = (markup: string) =>
  tagsOf(markup).flatMap(({ attributes }) =>
    attributes.type === 'hidden' ? [`${attributes.name}=${attributes.value}`] : [],
  )
const buttonsOf = (markup: string) =>
  tagsOf(markup).flatMap(({ name, attributes }) =>
    name === 'button' ? [`${attributes.name}=${attributes.value}`] : [],
  )

test('with a session, the form holds xsrf alone and its button adds logout=yes', () => {
  const page = String(logoutPage({ ...form, session: true }))

  expect(page).toContain('<title>Déconnexion</title>')
  expect(tagsOf(page).find(({ name }) => name === 'form')?.attributes).toEqual({
    id: 'op.logoutForm',
    method: 'post',
    action: '/api/v2/session/end/confirm',
    'data-auto-submit': '',
  })
  expect(hiddenOf(page)).toEqual(['xsrf=x'])
  expect(buttonsOf(page)).toEqual(['logout=yes'])
})

test('without a session, the form holds everything', () => {
  const page = String(logoutPage({ ...form, session: false }))

  expect(page).toContain('<title>Submitting Callback</title>')
  expect(hiddenOf(page)).toEqual(['xsrf=x', 'logout=yes'])
  expect(buttonsOf(page)).toEqual(['undefined=undefined'])
})

test('the confirmation waits for an answer, and no is one', () => {
  const page = String(logoutConfirmationPage(form))

  expect(page).not.toContain('data-auto-submit')
  expect(page).not.toContain('<script')
  expect(textOf(page)).toContain('Voulez-vous fermer votre session AgentConnect ?')
  expect(buttonsOf(page)).toEqual(['logout=yes', 'undefined=undefined'])
})

test('says that the logout is over', () => {
  expect(textOf(String(loggedOutPage(frame)))).toEqual(
    expect.arrayContaining([
      'Déconnexion',
      'Vous êtes bien déconnecté, vous pouvez fermer votre navigateur.',
    ]),
  )
})
