import { describe, expect, test } from 'vitest'
import { type EmailProps, emailPage } from '../../../../src/pages/proconnect/email.ts'
import { type OneTimeCodeProps, oneTimeCodePage } from '../../../../src/pages/proconnect/one-time-code.ts'
import { providersPage } from '../../../../src/pages/proconnect/providers.ts'
import { unreachablePage } from '../../../../src/pages/proconnect/unreachable.ts'
import { byTestId, tagsOf, textOf } from '../markup.ts'

const frame = {
  lang: 'fr',
  hub: { title: 'ProConnect', brand: 'ProConnect' },
  assetsHref: '/_doublure',
} as const
const form = { ...frame, action: '/action', csrfToken: 'csrf', clientName: 'Démo' }
const token = '<input type="hidden" name="csrfToken" value="csrf">'
const named = (markup: string, name: string) =>
  tagsOf(markup).filter(({ attributes }) => attributes.name === name)

describe('the e-mail page', () => {
  const render = (changes: Partial<EmailProps> = {}) => String(emailPage({ ...form, ...changes }))

  test('carries the title, field, box, button and token that the real page has', () => {
    const page = render()

    expect(textOf(page)).toEqual(
      expect.arrayContaining([
        'Choix du compte - ProConnect',
        "Se connecter ou s'inscrire à Démo",
        'Mémoriser mon adresse sur cet appareil',
        'Continuer',
      ]),
    )
    expect(named(page, 'email')[0]?.attributes).toMatchObject({ id: 'email-input', value: '' })
    expect(named(page, 'rememberMe')[0]?.attributes).toMatchObject({ type: 'checkbox', value: 'on' })
    expect(byTestId(page, 'interaction-connection-button')?.attributes.type).toBe('submit')
    expect(page).toContain(token)
  })

  test('says that an address is invalid and suggests another', () => {
    const page = render({ email: 'a@gmial.com', invalid: true, suggestion: 'a@gmail.com' })

    expect(textOf(page)).toEqual(
      expect.arrayContaining(['Adresse e-mail invalide.', 'Vouliez-vous dire a@gmail.com ?']),
    )
    expect(named(page, 'email')[0]?.attributes).toMatchObject({
      value: 'a@gmial.com',
      'aria-invalid': 'true',
      'aria-describedby': 'email-hint email-error',
    })
    expect(textOf(render({ invalid: true })).some((text) => text.startsWith('Vouliez-vous'))).toBe(false)
    expect(textOf(render())).not.toContain('Adresse e-mail invalide.')
  })

  test('warns on a test instance, and leads back where there is a way back', () => {
    const page = render({ testInstance: true, backHref: '/back' })

    expect(textOf(page)).toContain('Vous êtes sur une instance de test')
    expect(byTestId(page, 'back-to-sp-link')?.attributes.href).toBe('/back')
    expect(byTestId(render(), 'back-to-sp-link')).toBeUndefined()
    expect(textOf(render())).not.toContain('Vous êtes sur une instance de test')
  })

  test('takes the name of the hub it doubles', () => {
    const page = render({ hub: { title: 'AgentConnect (RIE)', brand: 'AgentConnect' } })

    expect(page).toContain('<title>Choix du compte - AgentConnect</title>')
    expect(page).not.toContain('ProConnect')
  })
})

describe('the page of several providers', () => {
  const page = String(
    providersPage({
      ...form,
      email: 'a@polyfi.fr',
      providers: [
        { id: 'one', title: 'Ministère', default: false },
        { id: 'other', title: 'ProConnect Identité', default: true },
      ],
    }),
  )

  test('offers one radio each, in the order given, the default one under another name', () => {
    expect(named(page, 'providerUid').map(({ attributes }) => [attributes.type, attributes.value])).toEqual([
      ['radio', 'one'],
      ['radio', 'other'],
    ])
    expect(textOf(page)).toEqual(
      expect.arrayContaining(['Choisir votre accès', 'Ministère', 'Autre (via ProConnect Identité)']),
    )
    expect(page).toContain(token)
  })
})

describe('the page of the one-time code', () => {
  const render = (changes: Partial<OneTimeCodeProps> = {}) =>
    String(
      oneTimeCodePage({ ...form, resendAction: '/resend', email: 'a@fia1.fr', canResend: true, ...changes }),
    )

  test('carries the title, the field and the two forms that the real page has', () => {
    const page = render()
    const forms = tagsOf(page).filter(({ name }) => name === 'form')

    expect(textOf(page)).toEqual(
      expect.arrayContaining([
        "Vérification de l'adresse e-mail - ProConnect",
        'Confirmer votre adresse email',
        'Continuer',
        'Recevoir un nouveau code',
      ]),
    )
    expect(forms.map(({ attributes }) => attributes.action)).toEqual(['/action', '/resend'])
    expect(named(page, 'verify_email_token')).toHaveLength(1)
    expect(page.split(token)).toHaveLength(3)
  })

  test('lets another code be asked for only when it may', () => {
    const disabled = (page: string) =>
      tagsOf(page).filter(({ name, attributes }) => name === 'button' && 'disabled' in attributes)

    expect(disabled(render())).toHaveLength(0)
    expect(disabled(render({ canResend: false }))).toHaveLength(1)
  })

  test.each([
    ['Y170003', 'Le code rentré est invalide ou expiré.'],
    ['Y170001', 'Vous avez dépassé le nombre de tentatives autorisées. Veuillez réessayer plus tard.'],
    ['Y170002', 'Le code n’a pas pu être envoyé. Veuillez réessayer plus tard.'],
  ] as const)('says %s in words', (error, words) => {
    expect(textOf(render({ error }))).toContain(words)
    expect(textOf(render())).not.toContain(words)
  })
})

test('the page of a provider out of reach tells a private network from a silence', () => {
  const render = (cause: 'network' | 'silent') =>
    textOf(String(unreachablePage({ ...frame, provider: 'Ministère', cause, retryHref: '/retry' }))).join(' ')

  expect(render('network')).toContain('réseau interministériel')
  expect(render('silent')).toContain('Ministère ne répond pas.')
})
