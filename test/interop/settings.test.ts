import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'
import { people } from '../support/relying-party.ts'
import { textOf } from '../unit/pages/markup.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await createDoublure({ port: 0, log: 'silent' })
})
afterAll(() => doublure.close())

/** The settings that the page prints, by library. */
const settingsFor = async (hub: string): Promise<Record<string, string>> => {
  const { body } = await new Browser().open(`${doublure.url}/_doublure/configure?client_id=demo&hub=${hub}`)
  const sections = [
    ...body.matchAll(/<h2 id="library-\d+">([^<]*)<\/h2>[\s\S]*?<code id="settings-\d+">([^<]*)</g),
  ]
  return Object.fromEntries(sections.map(([, library = '', text = '']) => [library, textOf(text).join('\n')]))
}

type Snippet = (library: typeof oidc) => Promise<{ config: oidc.Configuration; url: URL }>
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...parts: string[]) => Snippet

describe.each(Object.keys(people))('the settings printed for %s', (hub) => {
  test('make openid-client log in', async () => {
    const { 'openid-client 6 (Node.js)': text = '' } = await settingsFor(hub)
    const [importLine, ...code] = text.split('\n')
    expect(importLine).toBe("import * as oidc from 'openid-client'")
    const { config, url } = await new AsyncFunction('oidc', `${code.join('\n')}\nreturn { config, url }`)(
      oidc,
    )
    const { location = '' } = await new Browser().open(url.href, {
      headers: { 'doublure-persona': people[hub] ?? '' },
    })
    const tokens = await oidc.authorizationCodeGrant(config, new URL(location), {
      expectedState: url.searchParams.get('state') ?? '',
      expectedNonce: url.searchParams.get('nonce') ?? '',
    })
    expect(
      (await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).sub,
    ).toBeTruthy()
  })

  test('name the same client and addresses for every library', async () => {
    const settings = await settingsFor(hub)
    expect(Object.keys(settings)).toHaveLength(6)
    for (const text of Object.values(settings)) {
      expect(text).toContain('demo-secret-that-is-at-least-32-chars')
      expect(text).toContain(doublure.issuer(hub))
    }
  })
})
