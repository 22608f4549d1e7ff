import { decodeJwt } from 'jose'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser, Seen } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { exchange, inside, loginAs, received, toEmailPage, toEnd } from './walk.ts'

let ahead = 0
const doublure = await startDoublure({ hubs: ['proconnect'], now: () => Date.now() + ahead * 1000 })
afterAll(() => doublure.close())
beforeEach(async () => {
  ahead = 0
  await doublure.reset()
})
const issuer = doublure.issuer('proconnect')

const demand = {
  claims: JSON.stringify({
    id_token: { amr: null, acr: { essential: true, values: ['eidas1-mfa', 'eidas2'] } },
  }),
}

type Mail = { to: string; subject: string; code: string; hub: string }

const mails = async (to = 'benoit.motdepasse@fia2.fr'): Promise<Mail[]> =>
  (await (await fetch(`${doublure.url}/_doublure/api/v1/mails?to=${to}`)).json()) as Mail[]

/** The page of the code, for someone whose provider knows passwords alone. */
const toCodePage = () =>
  toEnd(issuer, { email: 'benoit.motdepasse@fia2.fr', persona: 'benoit-motdepasse', changes: demand })

const type = (browser: Browser, seen: Seen, verify_email_token: string) =>
  browser.submit(seen.form('verify_email_token'), { verify_email_token })

const lastCode = async (): Promise<string> => (await mails()).at(-1)?.code ?? ''

const idTokenAt = async (seen: Seen) => {
  const { id_token } = (await (await exchange(issuer, received(seen).code)).json()) as { id_token: string }
  return decodeJwt(id_token)
}

describe('a level raised by a code sent by mail', () => {
  test('shows the page of the real hub, and one mail however often it is shown', async () => {
    const { browser, seen } = await toCodePage()
    expect(seen.status).toBe(200)
    expect(seen.url).toBe(`${issuer}/verify-email`)
    expect(seen.body).toContain('<title>Vérification de l&#39;adresse e-mail - ProConnect</title>')
    expect(seen.body).toContain('Confirmer votre adresse email')
    await browser.open(seen.url)
    expect(await mails()).toMatchObject([{ to: 'benoit.motdepasse@fia2.fr', hub: 'proconnect' }])
    expect(await lastCode()).toMatch(/^\d{8}$/)
    expect(seen.body).toContain(`<code data-testid="doublure-code">${await lastCode()}</code>`)
  })

  test('leads to the mails that would have left, those to this address', async () => {
    const { browser, seen } = await toCodePage()
    const [, href = ''] = /href="([^"]*mails[^"]*)"/.exec(seen.body) ?? []
    expect(href).toBe('/_doublure/mails?to=benoit.motdepasse%40fia2.fr')
    const { status, body } = await browser.open(`${doublure.url}${href}`)
    expect(status).toBe(200)
    expect(body).toContain(`data-testid="mail-code">${await lastCode()}</strong>`)
    expect((await browser.open(`${doublure.url}/_doublure/mails?to=somebody`)).body).not.toContain(
      'mail-code',
    )
  })

  test('gives acr and amr of the raised level once the code is typed, spaces or not', async () => {
    const { browser, seen } = await toCodePage()
    const code = await lastCode()
    const end = await inside(browser, await type(browser, seen, `${code.slice(0, 4)} ${code.slice(4)}`))
    expect(await idTokenAt(end)).toMatchObject({ acr: 'eidas1-mfa', amr: ['pwd', 'mail'] })
  })

  test('stays verified in the session: the next login asks no code', async () => {
    const { browser, seen } = await toCodePage()
    await inside(browser, await type(browser, seen, await lastCode()))
    const again = await toEmailPage(issuer, { browser, changes: demand })
    expect(await idTokenAt(again.seen)).toMatchObject({ acr: 'eidas1-mfa', amr: ['pwd', 'mail'] })
    expect(await mails()).toHaveLength(1)
  })

  test('refuses a wrong code in the page, then too many', async () => {
    const { browser, seen } = await toCodePage()
    let page = seen
    for (let tries = 0; tries < 10; tries++) page = await type(browser, page, '00000000')
    expect(page.status).toBe(200)
    expect(page.body).toContain('Le code rentré est invalide ou expiré.')
    page = await type(browser, page, await lastCode())
    expect(page.status).toBe(200)
    expect(page.body).toContain('Vous avez dépassé le nombre de tentatives autorisées.')
    ahead = 301
    expect((await type(browser, page, await lastCode())).location).toContain('/verify')
  })

  test('lets another code be asked for after ten minutes, which takes the place of the first', async () => {
    const { browser, seen } = await toCodePage()
    const first = await lastCode()
    expect(seen.body).toMatch(/<button type="submit" disabled>Recevoir un nouveau code/)
    const resend = (page: Seen) => browser.submit(page.form('verify-email/resend'))
    await inside(browser, await resend(seen))
    expect(await mails()).toHaveLength(1)
    ahead = 601
    const later = await browser.open(`${issuer}/verify-email`)
    expect(later.body).toMatch(/<button type="submit">Recevoir un nouveau code/)
    const resent = await inside(browser, await resend(later))
    expect(await mails()).toHaveLength(2)
    expect((await type(browser, resent, first)).body).toContain('invalide ou expiré')
    const end = await type(browser, await browser.open(`${issuer}/verify-email`), await lastCode())
    expect(end.location).toContain('/verify')
  })

  test('lets another be asked for once the session was made ten minutes older', async () => {
    const { browser, seen } = await toCodePage()
    const session = browser.cookies.get('pc_session_id;/proconnect')?.value
    await fetch(`${doublure.url}/_doublure/api/v1/tokens/age`, {
      method: 'POST',
      body: JSON.stringify({ hub: 'proconnect', seconds: 601, session }),
      headers: { 'content-type': 'application/json' },
    })
    expect((await browser.open(seen.url)).body).toMatch(/<button type="submit">Recevoir un nouveau code/)
  })

  test.each([
    ['no csrfToken', { csrfToken: '' }, 'Y470002'],
    ['another csrfToken', { csrfToken: 'forged' }, 'Y470001'],
  ])('refuses a form with %s', async (_what, changes, code) => {
    const { browser, seen } = await toCodePage()
    const refused = await browser.submit(seen.form('verify_email_token'), changes)
    expect(refused.status).toBe(500)
    expect(refused.body).toContain(code)
  })

  test('keeps asking when no code can reach the demanded level', async () => {
    const changes = { claims: '{"id_token":{"acr":{"essential":true,"value":"eidas0-mfa"}}}' }
    const { browser, seen } = await toEnd(issuer, { persona: 'benoit-motdepasse', changes })
    const { code } = (await mails()).at(-1) ?? { code: '' }
    const again = await inside(browser, await type(browser, seen, code))
    expect(again.url).toBe(`${issuer}/verify-email`)
  })

  test('is not offered to whoever proved the address at their provider', async () => {
    const { seen } = await toEnd(issuer, {
      email: 'a@hopital.example',
      persona: 'sophie-garnier',
      changes: demand,
    })
    expect(received(seen)).toHaveProperty('error', 'access_denied')
  })

  test('is taken for typed in a login that shows no page', async () => {
    const { seen } = await loginAs(issuer, 'benoit-motdepasse', { changes: demand })
    expect(await idTokenAt(seen)).toMatchObject({ acr: 'eidas1-mfa', amr: ['pwd', 'mail'] })
  })

  test.each([
    ['Y170001', 'Vous avez dépassé'],
    ['Y170002', 'Le code n’a pas pu être envoyé'],
    ['Y170003', 'Le code rentré est invalide'],
  ])('ends with %s in the page when the tester asks for it', async (outcome, text) => {
    const { browser, seen } = await toEmailPage(issuer, { changes: demand })
    const left = await browser.submit(seen.form('email'), { email: 'benoit.motdepasse@fia2.fr' })
    const chooser = await browser.open(left.location ?? '')
    const chosen = await browser.submit(chooser.form('persona-'), { persona: 'benoit-motdepasse', outcome })
    const page = await inside(browser, chosen)
    expect(page.status).toBe(200)
    expect(page.body).toContain(text)
  })
})
