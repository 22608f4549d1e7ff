import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { logIn } from '../../support/relying-party.ts'
import { carefulService, playLogin } from '../../support/services.ts'

const hub = 'franceconnect'
const browser = new Browser({ 'sec-fetch-site': 'same-origin' })

let doublure: Doublure
let address: string

beforeEach(async () => {
  doublure = await startDoublure({ hubs: [hub, 'proconnect'] })
  address = `${doublure.url}/_doublure/report?client_id=rp&hub=${hub}`
})
afterEach(() => doublure.close())

const open = () => browser.open(address)

/** A step of the rehearsal, as the page writes it. */
const stepOf = (body: string, id: string) =>
  new RegExp(`<li id="[^"]*" data-testid="step-${id}">[\\s\\S]*?</li>`).exec(body)?.[0] ?? ''

const waiting = async () => (await doublure.faults.list()).filter(({ remaining }) => remaining > 0)

test('a step whose fault is armed says that it waits, and offers to take it away instead of arming it', async () => {
  const sent = await browser.submit((await open()).form('value="invalid-nonce"'))
  expect(sent.location).toMatch(/#step-fault%2Finvalid-nonce$/)
  const armed = stepOf((await open()).body, 'fault/invalid-nonce')
  expect(armed).toContain('id="step-fault/invalid-nonce"')
  expect(armed).toContain('armée, en attente de votre connexion')
  expect(armed).not.toContain('Armer')
  await browser.submit((await open()).form('data-testid="disarm-invalid-nonce"'))
  expect(await waiting()).toEqual([])
  expect(stepOf((await open()).body, 'fault/invalid-nonce')).toContain('Armer')
})

test('the button of a step pressed twice arms one fault', async () => {
  const form = (await open()).form('value="invalid-nonce"')
  await browser.submit(form)
  expect((await browser.submit(form)).status).toBe(303)
  expect(await waiting()).toHaveLength(1)
})

test('a step counts what was armed for every hub, not what waits elsewhere, for a label or with other parameters', async () => {
  const fault = 'invalid-nonce'
  await doublure.faults.arm({ client_id: 'rp', fault, hub: 'proconnect' })
  await doublure.faults.arm({ client_id: 'rp', fault, label: 'another' })
  await doublure.faults.arm({
    client_id: 'rp',
    fault: 'error-with-description',
    params: { error: 'server_error' },
  })
  const { body } = await open()
  expect(stepOf(body, 'fault/invalid-nonce')).toContain('Armer')
  expect(stepOf(body, 'fault/error-with-description/server_error')).toContain('en attente')
  expect(stepOf(body, 'fault/error-with-description/invalid_scope')).toContain('Armer')
  await doublure.faults.arm({ client_id: 'rp', fault })
  expect(stepOf((await open()).body, 'fault/invalid-nonce')).toContain('en attente')
})

test('a fault that was delivered waits no more: its step can be armed again', async () => {
  await doublure.faults.arm({ client_id: 'rp', fault: 'invalid-state', hub })
  await playLogin(doublure, hub, carefulService(doublure, hub, 'ES256')).catch(() => undefined)
  expect(await waiting()).toEqual([])
  expect((await open()).body).not.toContain('en attente')
})

test('a login ticks its step though its browser never tells how it opened the hub: that is left to a person', async () => {
  await logIn(doublure, { hub, alg: 'ES256' })
  const { body } = await open()
  expect(stepOf(body, 'login')).toBe('')
  expect(body).toContain('class="verdict review" data-testid="criterion-authorization/no-frame">')
})
