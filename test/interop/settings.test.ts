import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoublure, type Doublure, type HubId } from '../../src/index.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { Browser } from '../support/browser.ts'
import { runStrategy, type Strategy } from '../support/passport.ts'
import { printedSettings } from '../support/printed-settings.ts'
import { people } from '../support/relying-party.ts'

const secret = 'demo-secret-that-is-at-least-32-chars'
let doublure: Doublure
let folder: string

beforeAll(async () => {
  doublure = await createDoublure({ port: 0, log: 'silent' })
  // Inside the project, so that the files find the libraries.
  folder = mkdtempSync(join(import.meta.dirname, '.settings-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await doublure.close()
})

/** Runs a file as it is printed; what it exports, and what it declares when `more` says so. */
const load = async <Exports>(name: string, text = '', more = ''): Promise<Exports> => {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, `${text}\n${more}`)
  return import(path)
}

const visit = async (hub: HubId, url: string): Promise<URL> => {
  const {
    location = '',
    status,
    body,
  } = await new Browser().open(url, {
    headers: { 'doublure-persona': people[hub] ?? '' },
  })
  if (!location.startsWith('http://localhost:3000/')) throw new Error(`${status} ${location} ${body}`)
  return new URL(location)
}

describe.each(hubIds)('the settings printed for %s', (hub) => {
  test('make openid-client log in', async () => {
    const settings = await printedSettings(doublure.url, hub)
    const { config, url } = await load<{ config: oidc.Configuration; url: URL }>(
      `openid-client-${hub}`,
      settings['openid-client 6 (Node.js)']?.['login.js'],
      'export { config, url }',
    )
    const tokens = await oidc.authorizationCodeGrant(config, await visit(hub, url.href), {
      expectedState: url.searchParams.get('state') ?? '',
      expectedNonce: url.searchParams.get('nonce') ?? '',
    })
    const sub = tokens.claims()?.sub ?? ''
    expect((await oidc.fetchUserInfo(config, tokens.access_token, sub)).sub).toBe(sub)
  })

  test.each([
    ['a signed userinfo', 'demo'],
    ['a plain userinfo, where the hub has it', 'plain'],
  ])('make passport-openidconnect log in and read %s', async (_, client_id) => {
    const [demo] = (await doublure.clients.list(hub)).filter((one) => one.client_id === 'demo')
    if (!demo) throw new Error('no client')
    await doublure.clients.put({ ...demo, client_id: 'plain', userinfo_signed_response_alg: null })
    const settings = await printedSettings(doublure.url, hub, client_id)
    const { strategy } = await load<{ strategy: Strategy }>(
      `passport-${hub}-${client_id}`,
      settings['passport-openidconnect (Node.js)']?.['strategy.js'],
    )
    const session = {}
    const { redirect = '' } = await runStrategy(strategy, {}, session)
    const request = new URL(redirect).searchParams
    expect(request.get('scope')?.match(/openid/g)).toHaveLength(1)
    const { searchParams } = await visit(hub, redirect)
    const { user } = await runStrategy(strategy, Object.fromEntries(searchParams), session)
    const isPlain = client_id === 'plain' && ['franceconnect', 'proconnect', 'proconnect-rie'].includes(hub)
    expect(user).toMatchObject(isPlain ? { id: expect.any(String) } : { sub: expect.any(String) })
    // The nonce that was sent is the one that is checked.
    const other: Record<string, { state?: { nonce: string } }> = {}
    const callback = await visit(hub, (await runStrategy(strategy, {}, other)).redirect ?? '')
    for (const { state } of Object.values(other)) if (state) state.nonce = 'another-nonce'
    await expect(runStrategy(strategy, Object.fromEntries(callback.searchParams), other)).rejects.toThrow(
      'nonce',
    )
  })

  test('name the same client and addresses for every library', async () => {
    const settings = await printedSettings(doublure.url, hub)
    expect(Object.keys(settings)).toHaveLength(7)
    for (const [library, files] of Object.entries(settings)) {
      const text = Object.values(files).join('\n')
      expect(text, library).toContain(secret)
      expect(text, library).toContain(doublure.issuer(hub))
      if (hub.startsWith('proconnect')) expect(text, library).not.toContain('acr_values')
      else expect(text, library).toMatch(/acr_?values\b.*eidas[12]/i)
    }
  })
})

test('who asks for no login gets no settings, and is told why', async () => {
  const { body } = await new Browser().open(
    `${doublure.url}/_doublure/configure?client_id=demo-data-provider&hub=franceconnect`,
  )
  expect(await printedSettings(doublure.url, 'franceconnect', 'demo-data-provider')).toEqual({})
  expect(body).toContain('fournisseur de données')
})

test('a library that cannot decrypt is said to need it', async () => {
  const { body } = await new Browser().open(
    `${doublure.url}/_doublure/configure?client_id=demo-encrypted&hub=franceconnect-plus`,
  )
  expect(body).toMatch(/Les réponses à ce client sont chiffrées \([A-Z-]+\)/)
  expect(body).toContain('enableDecryptingResponses')
})
