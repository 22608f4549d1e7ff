import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { Browser } from '../support/browser.ts'
import { freePort } from '../support/demo.ts'
import { rp } from '../support/mock.ts'
import { printedSettings } from '../support/printed-settings.ts'
import { people } from '../support/relying-party.ts'
import { apacheFile } from './apache.ts'

const modules = ['authn_core', 'authz_user', 'headers', 'auth_openidc']
/** Token binding went in 2.4.15, when PKCE became the default. */
const isOld = readFileSync('/usr/lib/apache2/modules/mod_auth_openidc.so', 'latin1').includes('referred_tb')

let doublure: Doublure
let folder: string
let site: string
let apache: ChildProcess | undefined
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-apache-'))
  // Apache serves as nobody.
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages/me'), 'Welcome')
  site = `http://localhost:${await freePort()}`
  const clients = [{ ...rp, redirect_uris: [`${site}/callback`] }]
  doublure = await createDoublure({ port: 0, log: 'silent', clients })
})
afterEach(async () => {
  if (apache !== undefined && apache.exitCode === null) {
    apache.kill('SIGTERM')
    await once(apache, 'exit')
  }
  await doublure.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts Apache with a page for who is logged in, by the settings of the dashboard. */
const start = async (settings: string): Promise<void> => {
  const protectedPage = `DocumentRoot ${folder}/pages
<Location />
  AuthType openid-connect
  Require valid-user
  # It takes fetch for a script, and would not send it anywhere.
  OIDCUnAuthAction auth "true"
  Header set Person "%{OIDC_CLAIM_given_name}e"
</Location>`
  const file = join(folder, 'httpd.conf')
  writeFileSync(
    file,
    apacheFile(folder, Number(new URL(site).port), modules, `${settings}\n${protectedPage}`),
  )
  apache = spawn('apache2', ['-D', 'FOREGROUND', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  await vi.waitFor(
    async () => {
      if (apache?.exitCode !== null) expect.fail('apache2 ended')
      await fetch(site, { redirect: 'manual' })
    },
    { timeout: 10_000 },
  )
}

test.each(hubIds)(
  'the settings printed for %s make mod_auth_openidc log in',
  async (hub) => {
    const { 'mod_auth_openidc (Apache)': files } = await printedSettings(doublure.url, hub, rp.client_id)
    const printed = files?.['httpd.conf'] ?? ''
    await start(isOld ? printed.replace('OIDCPKCEMethod none', '') : printed)
    const browser = new Browser({ 'doublure-persona': people[hub] ?? '' })
    const { status, body, headers } = await browser.follow(await browser.open(`${site}/me`), 'nowhere')
    expect({ status, body }, readFileSync(join(folder, 'log'), 'utf8')).toEqual({
      status: 200,
      body: 'Welcome',
    })
    expect(headers.get('person')).toMatch(/^\w/)
  },
  60_000,
)
