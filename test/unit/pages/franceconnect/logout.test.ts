import { expect, test } from 'vitest'
import { loggedOutPage, logoutStepPage } from '../../../../src/pages/franceconnect/logout.ts'
import { tagsOf, textOf } from '../markup.ts'

const frame = {
  lang: 'fr',
  hub: { title: 'FranceConnect', brand: 'FranceConnect' },
  assetsHref: '/_doublure',
} as const

test.each([
  ['identity-provider', 'post', 'Déconnexion du FI'],
  ['hub', 'get', 'Déconnexion FC'],
  ['callback', 'post', 'Submitting Callback'],
] as const)('the step "%s" is a form sent by %s under the title "%s"', (step, method, title) => {
  const page = String(
    logoutStepPage({ ...frame, step, action: '/next', fields: { xsrf: 'x', logout: 'yes' } }),
  )
  const tags = tagsOf(page)

  expect(page).toContain(`<title>${title}</title>`)
  expect(tags.find(({ name }) => name === 'form')?.attributes).toEqual({
    method,
    action: '/next',
    'data-auto-submit': '',
  })
  expect(page).toContain('<input type="hidden" name="xsrf" value="x">')
  expect(page).toContain('<input type="hidden" name="logout" value="yes">')
  expect(tags.find(({ name }) => name === 'script')?.attributes.src).toBe('/_doublure/auto-submit.js')
})

test('a step can be walked by its button where no script runs', () => {
  const page = String(logoutStepPage({ ...frame, step: 'hub', action: '/next' }))
  const button = tagsOf(page).find(({ name }) => name === 'button')

  expect(button?.attributes).toEqual({ class: 'primary', type: 'submit' })
  expect(page).not.toContain('noscript')
})

test('says that the logout is over', () => {
  expect(textOf(String(loggedOutPage(frame)))).toContain(
    'Vous êtes bien déconnecté, vous pouvez fermer votre navigateur.',
  )
})
