import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  codeOf,
  exchange,
  received,
  toChooser,
  toClient,
  toInformation,
  toProvider,
} from './walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

/** Levels asked → acr of the ID Token, or what the hub says it got where it cannot give it. */
const lowRows: [string, string, string?][] = [
  ['eidas1', 'eidas1'],
  ['eidas2', 'got', 'eidas2'],
  ['eidas3', 'got', 'eidas3'],
  ['eidas1 eidas2 eidas3', 'eidas1'],
  ['eidas2 eidas3', 'got', 'eidas2'],
  ['inconnu eidas3', 'got', 'eidas3'],
  ['inconnu', 'eidas1'],
  ['', 'eidas1'],
  ['eidas2 '.repeat(10), 'eidas1'],
]
const highRows: [string, string, string?][] = [
  ['eidas1', 'got', 'eidas1'],
  ['eidas2', 'eidas2'],
  ['eidas3', 'eidas3'],
  ['eidas1 eidas2 eidas3', 'got', 'eidas1'],
  ['eidas2 eidas3', 'eidas2'],
  ['eidas3 eidas2', 'eidas2'],
  ['inconnu eidas3', 'eidas3'],
  ['inconnu', 'eidas3'],
  ['', 'eidas3'],
]

describe.each([
  ['FranceConnect', low, 'eidas1', lowRows],
  ['FranceConnect+', high, 'eidas2,eidas3', highRows],
] as const)('%s', (_title, issuer, known, rows) => {
  test.each(rows)('acr_values "%s": %s %s', async (acr_values, acr, got) => {
    if (got !== undefined) {
      const { seen } = await toChooser(issuer, { changes: { acr_values } })
      expect(received(seen)).toMatchObject({
        error: 'invalid_acr',
        error_description: `acr_value is not valid, should be equal one of these values, expected ${known}, got ${got}`,
        iss: issuer,
      })
      expect(Object.keys(received(seen))).toEqual(['error', 'error_description', 'state', 'iss'])
      return
    }
    const { seen } = await toClient(issuer, { changes: { acr_values } })
    const { id_token } = (await (await exchange(issuer, received(seen).code ?? '')).json()) as {
      id_token: string
    }
    expect(decodeJwt(id_token).acr).toBe(acr)
  })
})

test('a level that the hub cannot give first reaches the interaction, then the client', async () => {
  const browser = new Browser()
  const first = await browser.open(authorizeUrl(low, { acr_values: 'eidas2' }))
  expect([first.status, first.location]).toEqual([303, expect.stringContaining('/interaction/')])
  const second = await browser.open(first.location ?? '')
  expect([second.status, second.location]).toEqual([303, expect.stringContaining('/api/v2/authorize/')])
  const third = await browser.open(second.location ?? '')
  expect([third.status, third.location]).toEqual([303, expect.stringContaining('error=invalid_acr')])
})

const person = {
  given_name: 'Ada',
  family_name: 'Byron',
  gender: 'female',
  birthdate: '1815-12-10',
  birthcountry: '99132',
  email: 'ada@example.org',
}

describe('what an identity provider answers', () => {
  const type = async (issuer: string, idp: string, acr: string, acr_values: string) => {
    const { browser, seen } = await toProvider(issuer, { idp, changes: { acr_values } })
    const form = await browser.open(seen.url.replace('/authorize?', '/identity?'))
    const sent = await browser.submit(form.form('given_name'), { ...person, acr })
    return { browser, seen: await browser.follow(sent) }
  }

  test.each([
    ['lower than asked', high, 'fcp-poste', 'eidas1', 'eidas2', 500, 'Y100001'],
    ['unknown', high, 'fcp-poste', 'eidas9', 'eidas2', 500, 'Y100001'],
    ['nothing', high, 'fcp-poste', '', 'eidas2', 400, 'Y100002'],
    ['higher than its own list', high, 'fcp-poste', 'eidas3', 'eidas2', 400, 'Y100018'],
    ['higher than its own list, on FranceConnect', low, 'fc-impots', 'eidas2', 'eidas1', 400, 'Y100018'],
    ['lower than its own list', high, 'fcp-poste', 'eidas1', 'eidas2', 500, 'Y100001'],
  ])('%s', async (_name, issuer, idp, acr, asked, status, code) => {
    const { seen } = await type(issuer, idp, acr, asked)
    expect([seen.status, codeOf(seen)]).toEqual([status, code])
  })

  test('eidas3 where eidas2 was asked reaches the client as eidas3', async () => {
    const { browser, seen } = await type(high, 'fcp-identite-numerique', 'eidas3', 'eidas2')
    const done = await browser.follow(await browser.submit(seen.form('csrfToken')))
    const { id_token } = (await (await exchange(high, received(done).code ?? '')).json()) as {
      id_token: string
    }
    expect(decodeJwt(id_token).acr).toBe('eidas3')
  })

  test('eidas2 on FranceConnect reaches the client as eidas1', async () => {
    const { browser, seen } = await type(low, 'fc-poste', 'eidas2', 'eidas1')
    const done = await browser.follow(await browser.submit(seen.form('csrfToken')))
    const { id_token } = (await (await exchange(low, received(done).code ?? '')).json()) as {
      id_token: string
    }
    expect(decodeJwt(id_token).acr).toBe('eidas1')
  })

  test('a provider that only gives more is asked for its own least', async () => {
    const { left } = await toProvider(low, { idp: 'fc-impots' })
    expect(new URL(left.location ?? '').searchParams.get('acr_values')).toBe('eidas1')
  })

  test.each([
    ['odette-faure', 500, 'Y100001'],
    ['ines-da-costa', 200, undefined],
  ])('%s on FranceConnect+', async (persona, status, code) => {
    const { seen } = await toInformation(high, { persona })
    expect([seen.status, codeOf(seen)]).toEqual([status, code])
  })
})

describe('a request that the front proxy finds suspicious', () => {
  test('shows every account of eidas1 alone disabled', async () => {
    const { seen } = await toChooser(low, { browser: new Browser({ 'x-suspicious': '1' }) })
    expect(seen.body).toMatch(/id="idp-fc-impots"[^>]* disabled/)
  })

  test('sends an account that answers eidas1 back to the chooser, and lets eidas2 in as eidas1', async () => {
    const browser = new Browser({ 'x-suspicious': '1' })
    const { seen } = await toInformation(low, { browser, idp: 'fc-poste' })
    expect(seen.body).toContain('fc-interaction-page')
    const left = await browser.follow(await browser.submit(seen.form('value="fc-poste"')))
    const form = await browser.open(left.url.replace('/authorize?', '/identity?'))
    const done = await browser.follow(
      await browser.submit(form.form('given_name'), { ...person, acr: 'eidas2' }),
    )
    expect(done.body).toContain('fc-consent-page')
  })
})
