import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorizeUrl, type Changes, codeOf, toChooser } from './walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())

const open = (changes: Changes, hub: HubId = 'franceconnect') =>
  new Browser().open(authorizeUrl(doublure.issuer(hub), changes))

const message = 'Une erreur technique est survenue, fermez l’onglet de votre navigateur et reconnectez-vous.'

describe('what the gate refuses', () => {
  const unknown = [
    ...['code_challenge', 'code_challenge_method', 'login_hint', 'max_age', 'response_mode', 'display'],
    ...['id_token_hint', 'request', 'request_uri', 'registration', 'claims_locales', 'resource', 'dpop_jkt'],
    ...['kc_idp_hint', 'utm_source'],
  ]
  const cases: [string, Changes][] = [
    ['client_id absent', { client_id: undefined }],
    ['client_id empty', { client_id: '' }],
    ['redirect_uri absent', { redirect_uri: undefined }],
    ['redirect_uri empty', { redirect_uri: '' }],
    ['redirect_uri relative', { redirect_uri: '/callback' }],
    ['redirect_uri of another scheme', { redirect_uri: 'app://callback' }],
    ['response_type absent', { response_type: undefined }],
    ['scope absent', { scope: undefined }],
    ['state absent', { state: undefined }],
    ['nonce absent', { nonce: undefined }],
    ['nonce empty', { nonce: '' }],
    ['nonce of 16 characters', { nonce: 'nonce_trop_court' }],
    ['nonce of 21 characters', { nonce: 'n'.repeat(21) }],
    ['acr_values absent', { acr_values: undefined }],
    ['prompt empty', { prompt: '' }],
    ['prompt none', { prompt: 'none' }],
    ['prompt select_account', { prompt: 'select_account' }],
    ['prompt of more than 64 characters', { prompt: `login ${'x'.repeat(60)}` }],
    ['scope given twice', { scope: ['openid', 'email'] }],
    ['acr_values given twice', { acr_values: ['eidas1', 'eidas1'] }],
    ['prompt given twice', { prompt: ['login', 'consent'] }],
    ['claims given twice', { claims: ['{}', '{}'] }],
    ...unknown.map((name): [string, Changes] => [name, { [name]: 'x' }]),
  ]

  test.each(cases)('%s: a page 400 Y030007, never a redirect', async (_name, changes) => {
    const seen = await open(changes)
    expect(seen.status).toBe(400)
    expect(seen.location).toBeUndefined()
    expect(seen.headers.get('content-type')).toMatch(/^text\/html/)
    expect(seen.headers.get('cache-control')).toBe('no-store')
    expect(codeOf(seen)).toBe('Y030007')
    expect(seen.body).toContain(message)
    expect(seen.body).not.toContain('back-to-sp-link')
  })

  test('only our panel says which parameter is wrong', async () => {
    const { body } = await open({ max_age: '0' })
    const [hubPart = '', panel = ''] = body.split('data-testid="doublure-why"')
    expect(hubPart).not.toContain('max_age')
    expect(panel).toContain('max_age')
    expect(panel).toContain('openid-connect-core')
  })
})

test('the way back is there when an older login of the browser still knows a client', async () => {
  const { browser } = await toChooser(doublure.issuer('franceconnect'))
  const seen = await browser.open(authorizeUrl(doublure.issuer('franceconnect'), { max_age: '0' }))
  expect(codeOf(seen)).toBe('Y030007')
  expect(seen.body).toContain('back-to-sp-link')
})

describe('what the gate accepts', () => {
  const cases: [string, Changes][] = [
    ['nonce of 22 characters', { nonce: 'n'.repeat(22) }],
    ['nonce of 67 characters with signs', { nonce: `@#&${'n'.repeat(64)}` }],
    ['prompt login', { prompt: 'login' }],
    ['prompt consent', { prompt: 'consent' }],
    ['prompt login consent', { prompt: 'login consent' }],
    ['prompt consent login', { prompt: 'consent login' }],
    ['prompt with an unknown word beside login', { prompt: 'login create' }],
    ['ui_locales', { ui_locales: 'en' }],
    ['claims empty', { claims: '' }],
    ['acr_values longer than 64 characters', { acr_values: 'x'.repeat(65) }],
  ]

  test.each(cases)('%s: the browser goes to the interaction', async (_name, changes) => {
    const seen = await open(changes)
    expect(seen.status).toBe(303)
    expect(seen.headers.get('location')).toMatch(/^\/franceconnect\/api\/v2\/interaction\/[\w-]{43}$/)
    expect(seen.headers.get('cache-control')).toBe('no-store')
  })
})

describe('what the gate lets through and reports', () => {
  test.each([
    ['a short state', { state: 'short' }, 'authorization/state-random'],
    ['a nonce of 22 characters', { nonce: 'n'.repeat(22) }, 'authorization/nonce-random'],
  ])('%s', async (_name, changes, rule) => {
    expect((await open(changes)).status).toBe(303)
    expect(
      doublure
        .exchanges()
        .at(-1)
        ?.findings.map((finding) => finding.rule),
    ).toContain(rule)
  })

  test('FranceConnect+ takes http and localhost here, and says that the real one refuses them', async () => {
    expect((await open({ acr_values: 'eidas2' }, 'franceconnect-plus')).status).toBe(303)
    expect(
      doublure
        .exchanges()
        .at(-1)
        ?.findings.map(({ rule }) => rule),
    ).toEqual(['authorization/redirect-uri-public'])
    await open({})
    expect(doublure.exchanges().at(-1)?.findings).toEqual([])
  })
})
