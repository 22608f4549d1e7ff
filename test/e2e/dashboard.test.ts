import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { logIn } from '../protocol/control/drive.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDoublure } from '../support/mock.ts'

const angela = { 'doublure-persona': 'angela-dubois', 'doublure-label': 'mine' }

let doublure: Doublure
let chromium: Browser
let page: Page

beforeAll(async () => {
  doublure = await startDoublure()
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium?.close()
  await doublure?.close()
})
beforeEach(async () => {
  await page?.context().close()
  await doublure.reset()
  page = await (await chromium.newContext({ locale: 'en' })).newPage()
})

const open = (path: string) => page.goto(`${doublure.url}${path}`)
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

describe('the dashboard', () => {
  test('shows a login as it happens, then draws it', async () => {
    await open('/')
    await page.getByText('Nothing yet.').waitFor()
    await logIn(doublure, 'franceconnect', { headers: angela })
    await page.getByText('logged in').waitFor()
    await page.getByRole('link', { name: 'Login FranceConnect' }).click()
    expect(await page.getByTestId('sequence').locator('li').count()).toBe(7)
    await page.getByText('id_token').click()
    await page.getByText('"aud": "rp"').first().waitFor()
    expect(await page.getByTestId('tokens').textContent()).toContain('valid signature')
  })

  test('copies a discovery address', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open('/')
    await page.getByTestId('hub-proconnect').getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copy ✓' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `${doublure.issuer('proconnect')}/.well-known/openid-configuration`,
    )
  })

  test('works by keyboard alone', async () => {
    await open('/_doublure/journal')
    await page.getByLabel('Search').focus()
    await page.keyboard.type('nobody')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/journal?*search=nobody*')
    await page.getByRole('link', { name: 'See everything' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/journal')
  })

  test('enrols, changes and removes a client', async () => {
    await open('/_doublure/clients')
    await page.getByRole('link', { name: 'Enrol a client' }).click()
    await page.getByLabel('client_id').fill('mine')
    await page.getByLabel('redirect_uris', { exact: true }).fill('not an address')
    await press('Save')
    await page.getByTestId('problems').getByText('redirect_uris').first().waitFor()
    await page.getByLabel('redirect_uris', { exact: true }).fill('http://localhost:3000/callback')
    await page.getByLabel('Scopes granted').fill('openid email')
    await page.getByLabel('ProConnect', { exact: true }).check()
    await press('Save')
    await page.getByTestId('notice').waitFor()
    expect(await doublure.clients.get('mine')).toMatchObject({
      hubs: ['proconnect'],
      scopes: ['openid', 'email'],
    })

    await open('/_doublure/clients/mine?hub=proconnect')
    await page.getByLabel('userinfo_signed_response_alg').selectOption('none')
    await press('Save')
    await page.getByTestId('notice').waitFor()
    expect(await doublure.clients.get('mine')).toMatchObject({ userinfo_signed_response_alg: null })

    await open('/_doublure/clients/mine?hub=proconnect')
    await press('Remove this client')
    await page.getByTestId('notice').waitFor()
    await expect(doublure.clients.get('mine')).rejects.toMatchObject({ status: 404 })
  })

  test('lets a person be changed as YAML, and says which line is wrong', async () => {
    await open('/_doublure/personas?search=angela&kind=citizen')
    await page.getByRole('link', { name: 'See and change Angela Dubois' }).click()
    const editor = page.getByLabel('The person, as YAML')
    const yaml = await editor.inputValue()
    await editor.fill(yaml.replace('1962-08-24', 'yesterday'))
    await press('Check and save')
    await page
      .getByTestId('problems')
      .getByText(/^\d+: birthdate/)
      .waitFor()
    await editor.fill(yaml.replace('1962-08-24', '1963-08-24'))
    await press('Check and save')
    await page.getByTestId('notice').waitFor()
    expect(await doublure.personas.get('angela-dubois')).toMatchObject({ birthdate: '1963-08-24' })
  })

  test('arms a login, and says which names exist when one does not', async () => {
    await open('/_doublure/logins')
    await page.getByLabel('Person').fill('nobody')
    await press('Arm a login')
    await page.getByTestId('problems').getByText('angela-dubois').waitFor()
    await page.getByLabel('Person').fill('angela-dubois')
    await press('Arm a login')
    await page.getByTestId('notice').waitFor()
    expect(await doublure.logins.list()).toMatchObject([{ persona: 'angela-dubois', state: 'armed' }])
    await press(/^Disarm/)
    await page.getByText('No login is armed.').waitFor()
  })

  test('arms a fault chosen in the catalogue', async () => {
    await open('/_doublure/faults')
    await page.getByRole('link', { name: 'Choose invalid-nonce' }).click()
    await press('Arm a fault')
    await page.getByTestId('notice').waitFor()
    await page.getByRole('button', { name: 'Disarm invalid-nonce' }).waitFor()
    await page.getByLabel('Fault').fill('no-such-fault')
    await press('Arm a fault')
    await page.getByTestId('problems').getByText('no-such-fault').first().waitFor()
  })

  test('arms every login of a rehearsal', async () => {
    await open('/_doublure/scenarios')
    await page
      .getByTestId(/^scenario-/)
      .first()
      .getByRole('button', { name: 'Arm its logins' })
      .click()
    await page.getByTestId('notice').waitFor()
    expect((await doublure.logins.list()).length).toBeGreaterThan(0)
  })

  test('rehearses a rotation of keys', async () => {
    const inUse = async () =>
      (await doublure.keys.list('franceconnect'))
        .filter(({ alg, state }) => alg === 'ES256' && state === 'in_use')
        .map(({ kid }) => kid)
    const before = await inUse()
    await open('/_doublure/keys')
    await press('Publish an ES256 key FranceConnect')
    await page.getByTestId('notice').waitFor()
    await press(/^Sign with it/)
    await page.getByTestId('notice').waitFor()
    const after = await inUse()
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
  })

  test('turns an identity provider off', async () => {
    const [provider] = await doublure.identityProviders.list('franceconnect')
    await open('/_doublure/identity-providers')
    await press(`${provider?.title}, active`)
    await page.getByTestId('notice').waitFor()
    const now = (await doublure.identityProviders.list('franceconnect')).find(({ id }) => id === provider?.id)
    expect(now).toMatchObject({ active: !provider?.active })
  })

  test('saves the journal, empties it and takes it back', async () => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    await open('/_doublure/journal')
    await page.getByText('Export, import, clear').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as HAR' }).click(),
    ])
    const file = await download.path()
    await press('Clear the journal')
    await page.getByText('Nothing yet.').waitFor()
    expect(doublure.exchanges()).toEqual([])
    await page.getByText('Export, import, clear').click()
    await page.getByLabel('An exported journal').setInputFiles(file)
    await press('Import')
    await page.getByTestId('notice').waitFor()
    expect(doublure.exchanges()).toHaveLength(3)
  })

  test.each(['franceconnect', 'proconnect'] as const)(
    'enrols an unknown client from the error page of %s',
    async (hub) => {
      const acr = hub === 'franceconnect' ? { acr_values: 'eidas1' } : {}
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: 'newcomer',
        redirect_uri: 'http://localhost:3000/callback',
        scope: 'openid email',
        state: 'state-of-thirty-two-characters-00',
        nonce: 'nonce-of-thirty-two-characters-00',
        ...acr,
      })
      await page.goto(`${doublure.issuer(hub)}/authorize?${query}`)
      await page
        .getByTestId('doublure-enrol')
        .getByLabel(/client_secret/)
        .fill('the-secret-that-my-service-already-has')
      await page.getByTestId('doublure-enrol-submit').click()
      await page.waitForURL(/\/interaction\//)
      expect(await doublure.clients.get('newcomer')).toMatchObject({
        hubs: [hub],
        scopes: ['openid', 'email'],
        redirect_uris: ['http://localhost:3000/callback'],
      })
    },
  )
})
