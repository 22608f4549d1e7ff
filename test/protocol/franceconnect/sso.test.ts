import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  type Changes,
  codeOf,
  confirm,
  exchange,
  received,
  type Tokens,
  toClient,
  toInformation,
  toTokens,
  userinfo,
} from './walk.ts'

const doublure = await startDoublure({
  clients: [
    rp,
    { ...rp, client_id: 'second' },
    { ...rp, client_id: 'sibling', entity_id: 'rp' },
    { ...rp, client_id: 'picky', idp_filter: { mode: 'include', list: ['fc-poste', 'fcp-poste'] } },
    { ...rp, client_id: 'may-skip', allowed_prompts: ['login'] },
  ],
})
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')
const acrOf = (issuer: string) => (issuer === low ? 'eidas1' : 'eidas2')

/** A second login in the same browser. */
const again = async (issuer: string, browser: Browser, changes: Changes) => {
  const first = await browser.open(authorizeUrl(issuer, { acr_values: acrOf(issuer), ...changes }))
  return { first, seen: await browser.follow(first) }
}

const tokensOf = async (issuer: string, code: string | undefined, client_id: string): Promise<Tokens> =>
  (await exchange(issuer, code ?? '', { client_id })).json() as Promise<Tokens>

describe.each([low, high])('one login for several clients: %s', (issuer) => {
  test('the second client gets the information page at once, and its own sub', async () => {
    const { browser, tokens } = await toTokens(issuer)
    const { first, seen } = await again(issuer, browser, { client_id: 'second' })
    expect([first.status, first.location]).toEqual([
      302,
      expect.stringMatching(/\/interaction\/[\w-]{43}\/verify$/),
    ])
    expect(seen.body).toContain('fc-consent-page')
    const done = await confirm(browser, seen)
    const second = await tokensOf(issuer, received(done).code, 'second')
    expect(decodeJwt(second.id_token).sub).not.toBe(decodeJwt(tokens.id_token).sub)
    expect(decodeJwt(second.id_token).acr).toBe(acrOf(issuer))
  })

  test('clients of one entity_id get one sub, and the tokens of the first stay alive', async () => {
    const { browser, tokens } = await toTokens(issuer)
    const { seen } = await again(issuer, browser, { client_id: 'sibling' })
    const second = await tokensOf(issuer, received(await confirm(browser, seen)).code, 'sibling')
    expect(decodeJwt(second.id_token).sub).toBe(decodeJwt(tokens.id_token).sub)
    expect((await userinfo(issuer, tokens.access_token)).status).toBe(200)
  })

  test('amr asked by the second client alone is there for it', async () => {
    const { browser } = await toClient(issuer)
    const claims = '{"id_token":{"amr":{"essential":true}}}'
    const { seen } = await again(issuer, browser, { client_id: 'second', claims })
    const { id_token } = await tokensOf(issuer, received(await confirm(browser, seen)).code, 'second')
    expect(decodeJwt(id_token).amr).toContain('fc')
  })

  test('a provider that the second client leaves out leads to the chooser', async () => {
    const { browser } = await toClient(issuer)
    const { first, seen } = await again(issuer, browser, { client_id: 'picky' })
    expect(first.location).toMatch(/\/verify$/)
    expect(seen.body).toContain('fc-interaction-page')
    const third = await again(issuer, browser, { client_id: 'second' })
    expect(third.seen.body).toContain('fc-consent-page')
  })

  test('idp_hint is ignored', async () => {
    const { browser } = await toClient(issuer)
    const { first } = await again(issuer, browser, { client_id: 'second', idp_hint: 'nobody' })
    expect(first.location).toMatch(/\/verify$/)
  })

  test('a login through another provider, left on its information page, ends the first', async () => {
    const { browser } = await toClient(issuer)
    const idp = issuer === low ? 'fc-poste' : 'fcp-poste'
    const chooser = (await again(issuer, browser, { client_id: 'picky' })).seen
    const page = await browser.follow(await browser.submit(chooser.form(`value="${idp}"`)))
    const back = await browser.submit(page.form('persona-'), { persona: 'zoe-lambert' })
    expect((await browser.follow(back)).body).toContain('fc-consent-page')
    expect((await again(issuer, browser, { client_id: 'second' })).seen.body).toContain('fc-interaction-page')
  })

  test('a client that may skip the information page gets its code at once', async () => {
    const { browser } = await toClient(issuer)
    const { seen } = await again(issuer, browser, { client_id: 'may-skip', prompt: 'login' })
    expect(received(seen)).toHaveProperty('code')
  })

  test('a login stopped before its end serves nobody', async () => {
    const { browser } = await toInformation(issuer)
    expect((await again(issuer, browser, { client_id: 'second' })).seen.body).toContain('fc-interaction-page')
  })
})

describe('levels of FranceConnect+', () => {
  test('a login of eidas3 serves eidas2 as eidas2', async () => {
    const { browser, tokens } = await toTokens(high, { changes: { acr_values: 'eidas3' } })
    expect(decodeJwt(tokens.id_token).acr).toBe('eidas3')
    const { seen } = await again(high, browser, { client_id: 'second' })
    const second = await tokensOf(high, received(await confirm(browser, seen)).code, 'second')
    expect(decodeJwt(second.id_token).acr).toBe('eidas2')
  })

  test.each(['eidas2', 'eidas3'])(
    'after a login of %s, eidas3 asks for a new one, and forgets it',
    async (acr_values) => {
      const { browser } = await toClient(high, { changes: { acr_values } })
      const { seen } = await again(high, browser, { client_id: 'second', acr_values: 'eidas3' })
      expect(seen.body).toContain('fc-interaction-page')
      expect((await again(high, browser, { client_id: 'second' })).seen.body).toContain('fc-interaction-page')
    },
  )

  test('people of other European countries log in again each time', async () => {
    const { browser } = await toClient(high, { idp: 'eidas-bridge' })
    expect((await again(high, browser, { client_id: 'second' })).seen.body).toContain('fc-interaction-page')
  })
})

describe('what changed since the login counts', () => {
  const change = async (path: string, fields: object) => {
    const response = await fetch(`${doublure.url}/_doublure/api/v1/${path}`, {
      method: 'PATCH',
      body: JSON.stringify(fields),
      headers: { 'content-type': 'application/json' },
    })
    expect(response.status).toBe(200)
  }

  test('a provider disabled since leads to the chooser', async () => {
    const { browser } = await toClient(low, { idp: 'fc-assurance-maladie' })
    await change('identity-providers/fc-assurance-maladie', { active: false })
    const { first, seen } = await again(low, browser, { client_id: 'second' })
    expect(first.location).toMatch(/\/verify$/)
    expect(seen.body).toMatch(/id="idp-fc-assurance-maladie"[^>]* disabled/)
  })

  test('a person blocked since is refused', async () => {
    const { browser } = await toClient(low, { persona: 'zoe-lambert' })
    await change('personas/zoe-lambert', { blocked: true })
    const { seen } = await again(low, browser, { client_id: 'second' })
    expect([seen.status, codeOf(seen)]).toEqual([403, 'Y180001'])
  })
})
