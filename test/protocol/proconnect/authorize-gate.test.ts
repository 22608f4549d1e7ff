import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorizeUrl, type Changes, callback, encode, errorOf, inside, request, toProvider } from './walk.ts'

const doublure = await startDoublure({ hubs: ['proconnect'] })
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const ask = (changes: Changes) => new Browser().open(authorizeUrl(issuer, changes))

describe('the gate of authorize', () => {
  test.each<[string, Changes, string]>([
    ['no client_id', { client_id: undefined }, 'client_id must be a string'],
    ['no response_type', { response_type: undefined }, 'response_type must be a string'],
    [
      'no redirect_uri',
      { redirect_uri: undefined },
      'redirect_uri must match /^https?:\\/\\/[^/].+$/ regular expression',
    ],
    [
      'a redirect_uri without scheme',
      { redirect_uri: 'localhost:3000/callback' },
      'redirect_uri must match /^https?:\\/\\/[^/].+$/ regular expression',
    ],
    ['no scope', { scope: undefined }, 'scope must be a string'],
    ['no state', { state: undefined }, 'state must be a string'],
    [
      'an empty nonce',
      { nonce: '' },
      'nonce must be longer than or equal to 1 characters, Le nonce doit être composé de caractères ASCII',
    ],
    ['a nonce with an accent', { nonce: 'é'.repeat(32) }, 'Le nonce doit être composé de caractères ASCII'],
    ['a nonce too long', { nonce: 'n'.repeat(513) }, 'nonce must be shorter than or equal to 512 characters'],
    ['a login_hint', { login_hint: 'nobody' }, 'Le login_hint doit être une adresse email valide'],
    ['an empty login_hint', { login_hint: '' }, 'Le login_hint doit être une adresse email valide'],
    ['a short siret_hint', { siret_hint: '123' }, 'Le siret_hint doit contenir 14 caractères'],
    ['acr_values twice', { acr_values: ['eidas1', 'eidas2'] }, 'acr_values must be a string'],
    ['claims twice', { claims: ['{}', '{}'] }, 'claims must be a string'],
    ['prompt twice', { prompt: ['login', 'none'] }, 'prompt must be a string'],
    ['idp_hint twice', { idp_hint: ['fia1', 'fia2'] }, 'idp_hint must be a string'],
    ['response_mode twice', { response_mode: ['query', 'query'] }, 'response_mode must be a string'],
    ['code_challenge twice', { code_challenge: ['c', 'c'] }, 'code_challenge must be a string'],
  ])('shows Y000400 for %s', async (_what, changes, message) => {
    const seen = await ask(changes)
    expect(errorOf(seen)).toEqual({ status: 400, code: 'Y000400', message })
    expect(seen.body).not.toContain('data-testid="error-retry-link"')
    expect(seen.body).toContain('data-testid="doublure-why"')
  })

  test('tells all violations at once, before anything else', async () => {
    const seen = await ask({ client_id: 'unknown', state: undefined, siret_hint: 'x', scope: undefined })
    expect(errorOf(seen).message).toBe(
      'scope must be a string, state must be a string, Le siret_hint doit contenir 14 caractères',
    )
  })

  test.each<[string, Changes]>([
    ['unknown parameters', { sp_name: 'x', login_type: 'y', resource: 'z', audience: 'a' }],
    ['an unknown parameter given twice', { sp_name: ['x', 'y'] }],
    ['no nonce', { nonce: undefined }],
    ['a short state and nonce', { state: 's', nonce: 'n' }],
    ['an empty state', { state: '' }],
    ['display and locales', { display: 'page', ui_locales: 'fr', claims_locales: 'fr' }],
    ['a siret_hint of 14 characters, whichever', { siret_hint: 'fourteen chars' }],
    ['an empty prompt', { prompt: '' }],
  ])('lets %s through', async (_what, changes) => {
    const { status, location } = await ask(changes)
    expect(status).toBe(303)
    expect(location).toMatch(/\/proconnect\/api\/v2\/interaction\/[\w-]{21}$/)
  })

  test('takes a form as it takes a query', async () => {
    const good = await new Browser().open(`${issuer}/authorize`, { method: 'POST', body: encode(request) })
    expect(good.status).toBe(303)
    const bad = await new Browser().open(`${issuer}/authorize`, {
      method: 'POST',
      body: encode({ ...request, state: undefined }),
    })
    expect(errorOf(bad).message).toBe('state must be a string')
  })

  test('sees nothing in a JSON body', async () => {
    const seen = await new Browser().open(`${issuer}/authorize`, {
      method: 'POST',
      body: JSON.stringify(request),
      headers: { 'content-type': 'application/json' },
    })
    expect(errorOf(seen).message).toContain('client_id must be a string, response_type must be a string')
  })
})

describe('what the documentation forbids', () => {
  test.each<[string, Changes]>([
    ['authorization/state-length', { state: 'short' }],
    ['authorization/nonce-length', { nonce: undefined }],
    ['authorization/known-parameters', { max_age: '60' }],
    ['authorization/known-acr', { acr_values: 'https://proconnect.gouv.fr/assurance/self-asserted' }],
  ])('is let through and reported: %s', async (rule, changes) => {
    const { status } = await ask({ ...changes, client_id: 'rp' })
    const [exchange] = doublure.exchanges({ endpoint: 'authorization' }).slice(-1)
    expect(status).toBe(303)
    expect(exchange?.findings).toContainEqual(expect.objectContaining({ rule }))
    expect(exchange?.findings.every(({ code }) => code === undefined)).toBe(true)
  })
})

test('observe lets a refused request through, and says what is wrong', async () => {
  const lenient = await startDoublure({ hubs: ['proconnect'], strictness: 'observe' })
  const seen = await new Browser().open(authorizeUrl(lenient.issuer('proconnect'), { siret_hint: 'x' }))
  const [exchange] = lenient.exchanges({ endpoint: 'authorization' })
  await lenient.close()
  expect(seen.status).toBe(303)
  expect(exchange?.findings).toContainEqual(expect.objectContaining({ code: 'Y000400' }))
})

test('observe lets a login end that has no state, by pages or without, and leaves an empty one at the page', async () => {
  const lenient = await startDoublure({ hubs: ['proconnect'], strictness: 'observe' })
  const issuer = lenient.issuer('proconnect')
  const ends = await Promise.all(
    [undefined, ''].flatMap((state) => [
      toCodeOrPage(issuer, { state }),
      new Browser({ 'doublure-persona': 'john-doe' }).open(authorizeUrl(issuer, { state })),
    ]),
  )
  await lenient.close()
  expect(ends.map(({ location = '' }) => location.startsWith(`${callback}?code=`))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

/** Types an address that leads to a provider, and logs in there when the browser gets that far. */
const toCodeOrPage = async (issuer: string, changes: Changes) => {
  const { browser, seen } = await toProvider(issuer, { changes })
  if (seen.location === undefined) return seen
  const chooser = await browser.open(seen.location)
  return inside(browser, await browser.submit(chooser.form('persona-'), { persona: 'john-doe' }))
}
