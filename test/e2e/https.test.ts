import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClientInput } from '../../src/clients/client.ts'
import { loadClients } from '../../src/clients/load-clients.ts'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { parseDocument } from '../../src/lib/document.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { freePort, startDemo } from '../support/demo.ts'
import { trustCommands } from '../support/trust-commands.ts'

/** A name of the real integration platform, which leads to the double in this browser alone. */
const realName = 'fcp-low.integ01.dev-franceconnect.fr'

const folder = mkdtempSync(join(tmpdir(), 'doublure-https-'))
let doublure: Doublure
let demos: Awaited<ReturnType<typeof startDemo>>[] = []
let chromium: Browser
let realUrl: string

/** As "doublure ca" says for Chromium on Linux, on an account that has no database of certificates yet. */
const trust = (authority: string): void => {
  const file = join(folder, 'ca.pem')
  writeFileSync(file, authority)
  try {
    for (const command of trustCommands('Chromium on Linux', file))
      execFileSync('sh', ['-c', command], { env: { ...process.env, HOME: folder } })
  } catch (cause) {
    throw new Error('certutil is needed to trust an authority: apt-get install libnss3-tools', { cause })
  }
}

beforeAll(async () => {
  const [one, other] = [await freePort(), await freePort()]
  const file = new URL('../../fixtures/clients.yaml', import.meta.url)
  const { clients } = loadClients(parseDocument('clients.yaml', readFileSync(file, 'utf8')), hubIds)
  const demo = JSON.stringify(clients.filter(({ client_id }) => client_id === 'demo'))
  const at = (client_id: string, port: number): ClientInput[] =>
    JSON.parse(demo.replaceAll('localhost:3000', `localhost:${port}`).replaceAll('"demo"', `"${client_id}"`))
  doublure = await createDoublure({
    port: 0,
    tls: { auto: true, port: 0 },
    data_dir: join(folder, 'data'),
    log: 'silent',
    clients: [...at('demo', one), ...at('other', other)],
  })
  trust(doublure.authority ?? '')
  const trusted = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
  demos = [
    await startDemo(doublure.url, one, trusted),
    await startDemo(doublure.url, other, {
      DOUBLURE_BACKEND_URL: `http://localhost:${doublure.port}`,
      DEMO_CLIENT_ID: 'other',
    }),
  ]
  realUrl = `https://${realName}:${new URL(doublure.url).port}`
  chromium = await launchChromium({
    home: folder,
    flags: [`--host-resolver-rules=MAP ${realName} 127.0.0.1`],
  })
})
afterAll(async () => {
  await chromium?.close()
  await Promise.all(demos.map((demo) => demo.close()))
  await doublure?.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async (): Promise<Page> =>
  (await chromium.newContext({ locale: 'fr-FR', ignoreHTTPSErrors: false })).newPage()

const throughFranceConnect = async (page: Page) => {
  await page.locator('[data-testid=main-providers] button:enabled').first().click()
  await page.click('[data-testid=persona-angela-dubois]')
  await page.click('[data-testid=consent-continue]')
}

const throughProConnect = async (page: Page) => {
  await page.fill('#email-input', 'john@fia1.fr')
  await page.click('[data-testid=interaction-connection-button]')
  await page.click('[data-testid=persona-john-doe]')
}

/** Cookies that are not the service's own, and whether each asks for https. */
const cookiesOfHub = async (page: Page) =>
  (await page.context().cookies())
    .filter(({ path }) => path !== '/')
    .map(({ name, secure }) => ({ name, secure }))

describe.each([
  ['over https alone', 0],
  ['the server by plain http', 1],
])('in a real browser that trusts the authority, %s', (_title, index) => {
  test.each([
    ['franceconnect', throughFranceConnect, 'Angela Claire Louise'],
    ['proconnect', throughProConnect, 'John'],
  ] as const)('a person logs in on %s with Secure cookies, and out', async (hub, go, name) => {
    const { url = '' } = demos[index] ?? {}
    const page = await open()
    await page.goto(url)
    await page.click(`[data-testid=login-${hub}]`)
    expect(new URL(page.url()).origin).toBe(doublure.url)
    await go(page)
    await page.waitForSelector('[data-testid=logged-in-by]')
    expect(new URL(page.url()).origin).toBe(url)
    expect(await page.locator('h1').innerText()).toContain(name)
    const cookies = await cookiesOfHub(page)
    expect(cookies.length).toBeGreaterThan(0)
    expect(cookies.filter(({ secure }) => !secure)).toEqual([])
    await page.click('[data-testid=logout]')
    await page.waitForSelector('[data-testid=logged-out]')
    await page.context().close()
  })
})

test('a hub is met by its real name, and sends back to a service of this machine over plain http', async () => {
  const callback = `${demos[0]?.url}/franceconnect/callback`
  const page = await open()
  await page.goto(
    `${realUrl}/api/v2/authorize?${new URLSearchParams({
      client_id: 'demo',
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid',
      acr_values: 'eidas1',
      state: 's'.repeat(43),
      nonce: 'n'.repeat(43),
    })}`,
  )
  expect(new URL(page.url()).origin).toBe(realUrl)
  await throughFranceConnect(page)
  await page.waitForURL(`${callback}?**`)
  expect(new URL(page.url()).searchParams.get('iss')).toBe(`${realUrl}/api/v2`)
  expect((await cookiesOfHub(page)).filter(({ secure }) => !secure)).toEqual([])
  await page.context().close()
})

test('a browser that does not trust the authority shows no page of the hub', async () => {
  const stranger = await launchChromium({ home: join(folder, 'data') })
  const page = await stranger.newPage()
  await expect(page.goto(`${doublure.url}/livez`)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')
  await stranger.close()
})
