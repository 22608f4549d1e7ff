import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  callback,
  errorOf,
  inside,
  received,
  request,
  toCallback,
  toEmailPage,
  toEnd,
  toProvider,
} from './walk.ts'

const agent = {
  kind: 'agent',
  given_name: 'Panne',
  usual_name: 'Panne',
  uid: 'panne',
  email: 'panne@fia1.fr',
  siret: '21920023500014',
} as const

const doublure = await startDoublure({
  hubs: ['proconnect'],
  personas: [
    { ...agent, id: 'no-userinfo', identity_provider_answer: 'userinfo_failed' },
    { ...agent, id: 'no-sub', identity_provider_answer: 'no_sub' },
  ],
  clients: [rp, { ...rp, client_id: 'public-only', type: 'public' }],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const technical = 'authentication aborted due to a technical error on the authorization server'
const retryOf = (body: string) =>
  /href="([^"]*)"[^>]*data-testid="error-retry-link"|data-testid="error-retry-link" href="([^"]*)"/
    .exec(body)
    ?.slice(1)
    .find((href) => href !== undefined)
    ?.replaceAll('&amp;', '&')

type Row = [persona: string, email: string, status: number, code: string, error: string, description: string]

describe('a login that cannot end', () => {
  test.each<Row>([
    [
      'no-userinfo',
      'a@fia1.fr',
      502,
      'Y020027 (OidcClientUserinfoFailedException)',
      'server_error',
      technical,
    ],
    ['no-sub', 'a@fia1.fr', 502, 'Y020027 (OidcClientUserinfoFailedException)', 'server_error', technical],
    [
      'piotr-panne',
      'a@fia1.fr',
      400,
      'Y020026 (OidcClientTokenFailedException)',
      'invalid_request',
      technical,
    ],
    [
      'julie-jeton',
      'a@fia1.fr',
      500,
      'Y020030 (OidcClientTokenValidationFailedException)',
      'server_error',
      technical,
    ],
    [
      'emile-malecrit',
      'a@fia1.fr',
      400,
      'Y500006 (CoreFcaInvalidIdentityException)',
      'server_error',
      technical,
    ],
    [
      'hugo-sanssiret',
      'a@fia2.fr',
      500,
      'Y500006 (CoreFcaInvalidIdentityException)',
      'server_error',
      technical,
    ],
    [
      'ursule-ailleurs',
      'a@reserve.example',
      400,
      'Y500027 (CoreFcaInvalidEmailDomainException)',
      'server_error',
      technical,
    ],
    [
      'denis-bloque',
      'a@fia1.fr',
      400,
      'Y500024 (CoreFcaAgentAccountBlockedException)',
      'access_denied',
      'authentication aborted due to invalid identity',
    ],
  ])(
    '%s is refused, and the link takes the error to the client',
    async (persona, email, status, code, error, error_description) => {
      const { browser, seen } = await toEnd(issuer, { persona, email })
      expect(errorOf(seen)).toMatchObject({ status, code })
      expect(seen.body).toMatch(/data-testid="error-id">- id erreur : [\da-f-]{36}</)
      expect(seen.body).toContain('data-testid="error-section"')
      expect(seen.body).toContain('data-testid="error-report-link"')
      expect(seen.body).toContain('data-testid="doublure-why"')
      const href = retryOf(seen.body) ?? ''
      expect(href).toMatch(/^\/proconnect\/api\/v2\/interaction\/[\w-]{21}\/error\?error=/)
      const back = await inside(browser, await browser.open(new URL(href, issuer).href))
      expect(received(back)).toEqual({ error, error_description, state: request.state, iss: issuer })
    },
  )

  test('says whose roles a client for public agents refused', async () => {
    const { seen } = await toEnd(issuer, { persona: 'julien-prive', changes: { client_id: 'public-only' } })
    expect(errorOf(seen)).toEqual({
      status: 400,
      code: 'Y500015 (CoreFcaAgentNotFromPublicServiceException)',
      message:
        "The user's roles are: []; the user is linked to the non-public organization: Octo-technology (SIRET: 41816609600069)",
    })
    const nominal = await toEnd(issuer, { persona: 'john-doe', changes: { client_id: 'public-only' } })
    expect(received(nominal.seen)).toHaveProperty('code')
  })
})

describe('the return of an identity provider', () => {
  const backWith = async (query: Record<string, string>) => {
    const { browser, seen } = await toProvider(issuer)
    const state = new URL(seen.location ?? '').searchParams.get('state') ?? ''
    return browser.open(`${issuer}/oidc-callback?${new URLSearchParams({ state, ...query })}`)
  }

  test.each<[string, Record<string, string>, number, string, string]>([
    [
      'an OAuth error',
      { error: 'invalid_scope', error_description: 'your scopes are invalid' },
      502,
      'Y020032 (AuthorizationResponseErrorException)',
      'invalid_scope (your scopes are invalid)',
    ],
    [
      'an OAuth error without words',
      { error: 'access_denied' },
      502,
      'Y020032 (AuthorizationResponseErrorException)',
      'access_denied',
    ],
    [
      'another state',
      { state: 'x', code: 'y' },
      400,
      'Y020026 (OidcClientTokenFailedException)',
      'invalid response encountered',
    ],
    [
      'another state and an error',
      { state: 'x', error: 'y' },
      400,
      'Y020026 (OidcClientTokenFailedException)',
      'invalid response encountered',
    ],
    ['no code', {}, 400, 'Y020026 (OidcClientTokenFailedException)', 'invalid response encountered'],
    [
      'an unknown code',
      { code: 'unknown' },
      400,
      'Y020026 (OidcClientTokenFailedException)',
      'server responded with an error in the response body',
    ],
  ])('with %s is a page', async (_what, query, status, code, message) => {
    expect(errorOf(await backWith(query))).toEqual({ status, code, message })
  })

  test('serves once', async () => {
    const { browser, seen } = await toCallback(issuer)
    await browser.open(seen.location ?? '')
    const again = await browser.open(seen.location ?? '')
    expect(again.location).toMatch(/\/interaction\/[\w-]{21}$/)
  })

  test('is cancelled by the person', async () => {
    const { browser, seen } = await toProvider(issuer)
    const chooser = await browser.open(seen.location ?? '')
    const left = await browser.submit(chooser.form('persona-'), { outcome: 'cancel' })
    const page = await inside(browser, left)
    expect(errorOf(page)).toMatchObject({
      status: 502,
      code: 'Y020032 (AuthorizationResponseErrorException)',
    })
  })

  test('can be told to end with any code of the hub', async () => {
    const { browser, seen } = await toProvider(issuer)
    const chooser = await browser.open(seen.location ?? '')
    const left = await browser.submit(chooser.form('persona-'), { persona: 'john-doe', outcome: 'Y500024' })
    expect(errorOf(await inside(browser, left)).code).toContain('Y500024')
  })
})

describe('an interaction', () => {
  const lost = { status: 400, code: 'oidc-provider-error:session-not-found' }

  test.each(['', '/verify', '/error'])('that this browser never began is lost: %s', async (door) => {
    const seen = await new Browser().open(`${issuer}/interaction/${'u'.repeat(21)}${door}`)
    expect(errorOf(seen)).toMatchObject(lost)
    expect(retryOf(seen.body)).toBeUndefined()
  })

  test('that is over is lost, and its authorize request has expired', async () => {
    const { browser, seen } = await toEmailPage(issuer)
    const left = await browser.submit(seen.form('email'), { email: 'test@fia1.fr' })
    const chooser = await browser.open(left.location ?? '')
    let hop = await browser.submit(chooser.form('persona-'), { persona: 'john-doe' })
    const hops: string[] = []
    while (hop.location && !hop.location.startsWith(callback)) {
      hops.push(hop.location)
      hop = await browser.open(hop.location)
    }
    expect(errorOf(await browser.open(seen.url))).toMatchObject(lost)
    expect(errorOf(await browser.open(hops.at(-1) ?? ''))).toEqual({
      status: 400,
      code: 'oidc-provider-rendered-error:invalid_request',
      message: 'authorization request has expired',
    })
  })

  test.each([
    ['short', 'uid must be longer than or equal to 21 characters'],
    ['u'.repeat(22), 'uid must be shorter than or equal to 21 characters'],
  ])('is not named "%s"', async (uid, message) => {
    const seen = await new Browser().open(`${issuer}/interaction/${uid}`)
    expect(errorOf(seen)).toEqual({ status: 400, code: 'Y000400', message })
  })

  test('goes back to the client with what the link says, or a default', async () => {
    const { browser, seen } = await toEmailPage(issuer)
    const long = await browser.open(`${seen.url}/error?error=${'e'.repeat(257)}`)
    expect(errorOf(long)).toMatchObject({ status: 400, code: 'Y000400' })
    const back = await inside(browser, await browser.open(`${seen.url}/error?error=&error_description=`))
    expect(received(back)).toMatchObject({
      error: 'server_error',
      error_description: 'An unexpected error occurred',
    })
  })
})

describe('an unknown route or method', () => {
  test.each([
    ['GET', '/token'],
    ['POST', '/session/end'],
    ['OPTIONS', '/token'],
    ['OPTIONS', '/userinfo'],
    ['GET', '/device'],
    ['POST', '/request'],
    ['POST', '/reg'],
    ['POST', '/oidc-callback'],
    ['GET', '/unknown'],
  ])('%s %s is the hub’s own 404', async (method, path) => {
    const seen = await new Browser().open(`${issuer}${path}`, { method })
    expect(errorOf(seen)).toEqual({
      status: 404,
      code: 'Y000404',
      message: `Cannot ${method} /proconnect/api/v2${path}`,
    })
    expect(seen.body).toContain('Page non trouvée')
    expect(retryOf(seen.body)).toBeUndefined()
  })

  test('the root leads to the hub’s site', async () => {
    const { status, headers } = await new Browser().open(`${issuer}/`)
    expect([status, headers.get('location')]).toEqual([301, 'https://www.proconnect.gouv.fr'])
  })

  test.each(['.well-known/openid-configuration', 'jwks', 'authorize'])(
    'HEAD on %s is unknown',
    async (path) => {
      expect((await fetch(`${issuer}/${path}`, { method: 'HEAD' })).status).toBe(404)
    },
  )

  test.each(['livez', 'readyz', 'readyz/redis', 'accessibilite'])('%s answers', async (path) => {
    expect((await new Browser().open(`${issuer}/${path}`)).status).toBe(200)
  })
})
