import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { callback, codeOf, received, request, toChooser, toInformation } from './walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')

const hrefOf = (body: string, testid: string): string =>
  (new RegExp(`data-testid="${testid}" href="([^"]+)"`).exec(body)?.[1] ?? '').replaceAll('&amp;', '&')

const wayBack = async (browser: Browser, body: string) => {
  const first = await browser.open(new URL(hrefOf(body, 'back-to-sp-link'), issuer).href)
  return { first, last: await browser.follow(first) }
}

describe('the way back to the client, with the login under way', () => {
  test('from the chooser: access_denied, User auth aborted', async () => {
    const { browser, seen } = await toChooser(issuer)
    const { first, last } = await wayBack(browser, seen.body)
    expect([first.status, first.location]).toEqual([303, expect.stringContaining('/api/v2/authorize/')])
    expect(last.status).toBe(303)
    expect(last.location).toBe(
      `${callback}?${new URLSearchParams({
        error: 'access_denied',
        error_description: 'User auth aborted',
        state: request.state,
        iss: issuer,
      })}`,
    )
  })

  const technical = 'authentication aborted due to a technical error on the authorization server'
  test.each([
    ['alix-vernier', 'access_denied', 'user authentication aborted'],
    ['lucie-lenteur', 'temporarily_unavailable', technical],
    ['agathe-brouillon', 'server_error', technical],
    ['denise-colas', 'server_error', technical],
    ['bruno-carpentier', 'access_denied', 'user authentication aborted'],
  ])('from the error page of %s: %s', async (persona, error, error_description) => {
    const { browser, seen } = await toInformation(issuer, { persona })
    const { last } = await wayBack(browser, seen.body)
    expect(received(last)).toEqual({ error, error_description, state: request.state, iss: issuer })
  })
})

describe('the way back without a login under way', () => {
  const go = (params: Record<string, string>) =>
    new Browser().open(`${issuer}/redirect-to-sp-with-error?${new URLSearchParams(params)}`)

  test('goes straight to a registered address', async () => {
    const seen = await go({
      error: 'server_error',
      error_description: 'x y',
      state: 's',
      redirect_uri: callback,
    })
    expect(seen.status).toBe(302)
    expect(seen.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(seen.location).toBe(
      `${callback}?${new URLSearchParams({ error: 'server_error', error_description: 'x y', state: 's', iss: issuer })}`,
    )
  })

  test('writes undefined for the state that it does not know', async () => {
    const { location } = await go({ error: 'access_denied', redirect_uri: callback })
    expect(new URL(location ?? '').searchParams.get('state')).toBe('undefined')
  })

  test.each<Record<string, string>>([{}, { redirect_uri: '' }, { redirect_uri: 'https://evil.example/' }])(
    '%j is no address: 500 Y030030, without a way back',
    async (params) => {
      const seen = await go({ error: 'access_denied', ...params })
      expect([seen.status, codeOf(seen)]).toEqual([500, 'Y030030'])
      expect(seen.body).not.toContain('back-to-sp-link')
    },
  )
})

describe('the error page', () => {
  test('bears the ids and the words of the real one', async () => {
    const { seen } = await toInformation(issuer, { persona: 'alix-vernier' })
    expect(seen.body).toContain('<body id="fc-error-page">')
    expect(seen.body).toContain('<title>Erreur de connexion - FranceConnect</title>')
    expect(seen.body).toContain('Une erreur s’est produite')
    expect(seen.body).toMatch(/data-testid="error-code">Erreur Y010008</)
    expect(seen.body).toContain('data-testid="error-message"')
    expect(seen.body).toContain(`Revenir sur ${rp.client_name}`)
  })

  test('leads to the support with what it knows of the error', async () => {
    const { seen } = await toInformation(issuer, { persona: 'alix-vernier' })
    const { searchParams } = new URL(hrefOf(seen.body, 'error-support-button'))
    expect(Object.fromEntries(searchParams)).toEqual({
      platform: 'fclow',
      error_code: 'Y010008',
      sp_name: rp.client_name,
      idp_name: 'Impôts de démonstration',
      error_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(doublure.exchanges().at(-1)?.refusal?.id).toBe(searchParams.get('error_id'))
  })

  test.each([
    ['gustave-rejet', false],
    ['denise-colas', false],
    ['flora-panne', true],
    ['bruno-carpentier', true],
  ])('of %s leads to the support: %s', async (persona, supported) => {
    const { seen } = await toInformation(issuer, { persona })
    expect(seen.body.includes('error-support-button')).toBe(supported)
  })

  test('speaks English to people of another European country', async () => {
    const high = doublure.issuer('franceconnect-plus')
    const { seen } = await toInformation(high, { persona: 'bruno-carpentier', idp: 'eidas-bridge' })
    expect(codeOf(seen)).toBe('Y180001')
    expect(seen.body).toContain('<html lang="en">')
    expect(seen.body).toContain('Your access has been deactivated.')
  })
})
