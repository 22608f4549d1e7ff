import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadClients } from '../../src/clients/load-clients.ts'
import { createDoublure, type Doublure, type HubId } from '../../src/index.ts'
import { parseDocument } from '../../src/lib/document.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { Browser } from '../support/browser.ts'
import { freePort, startDemo } from '../support/demo.ts'

let doublure: Doublure
let demo: Awaited<ReturnType<typeof startDemo>>
/** Milliseconds by which the hubs' clock is ahead. */
let late = 0

beforeAll(async () => {
  const port = await freePort()
  const file = new URL('../../fixtures/clients.yaml', import.meta.url)
  const text = readFileSync(file, 'utf8').replaceAll('http://localhost:3000', `http://localhost:${port}`)
  const { clients } = loadClients(parseDocument('clients.yaml', text), hubIds)
  doublure = await createDoublure({
    port: 0,
    log: 'silent',
    clients: clients as never,
    now: () => Date.now() + late,
  })
  demo = await startDemo(doublure.url, port)
})
afterAll(async () => {
  await demo?.close()
  await doublure?.close()
})

const people: Record<string, string> = {
  'franceconnect-plus': 'karim-benali',
  franceconnect: 'angela-dubois',
  proconnect: 'john-doe',
  agentconnect: 'angela-dubois-agent',
}

/** What a tester does with the demonstration service, as the rehearsal says. */
const testerOf = (hub: HubId) => {
  const browser = new Browser({ 'sec-fetch-dest': 'document' })
  const order = { client_id: hub === 'franceconnect-plus' ? 'demo-encrypted' : 'demo', hub }
  const end = `${demo.url}/${hub}/`
  const logIn = async (more: object = {}) => {
    await doublure.login({ ...order, persona: people[hub] ?? '', ...more })
    const seen = await browser.open((await browser.open(`${demo.url}/${hub}/login`)).location ?? '')
    const back = await browser.follow(seen, end)
    // A hub that shows its error leaves the way back to the person.
    const link = /data-testid="error-retry-link" href="([^"]*)"/
      .exec(back.body)?.[1]
      ?.replaceAll('&amp;', '&')
    return browser.open(link ?? back.location ?? '')
  }
  const logOut = async () => {
    const left = await browser.open(`${demo.url}/${hub}/logout`, { method: 'POST' })
    let seen = await browser.follow(await browser.open(left.location ?? ''), end)
    // The hub's pages of a logout carry on by themselves, in a browser that runs their script.
    while (seen.location === undefined && seen.body.includes('<form')) {
      const more: Record<string, string> = seen.body.includes('name="logout"') ? { logout: 'yes' } : {}
      seen = await browser.follow(await browser.submit(seen.form(), more), end)
    }
  }
  const isLoggedIn = async () => (await browser.open(demo.url)).body.includes(`/${hub}/logout`)
  const giveUp = async () => {
    if (hub !== 'proconnect') return logIn({ outcome: 'cancel' })
    // Without a page, ProConnect's own error page is all that this hub sees of it.
    const begun = await browser.open(`${demo.url}/${hub}/login`)
    const page = await browser.follow(await browser.open(begun.location ?? ''), end)
    const back = await browser.open(`${page.url}/error?error=invalid_request`)
    return browser.open(back.location ?? '')
  }
  return { order, logIn, logOut, giveUp, isLoggedIn }
}

describe.each(Object.keys(people) as HubId[])('the demonstration service on %s', (hub) => {
  test('follows the rehearsal step by step, and passes the whole recette', async () => {
    late = 0
    const { order, logIn, logOut, giveUp, isLoggedIn } = testerOf(hub)
    await logIn()
    expect(await isLoggedIn()).toBe(true)
    await logOut()
    await logIn()
    await logOut()
    await giveUp()
    expect(await isLoggedIn()).toBe(false)
    const steps = () => doublure.report(order).hubs[0]?.rehearsal ?? []
    for (const { fault, params } of steps()) {
      if (fault === undefined) continue
      // Nobody waits in a test.
      const seconds = fault === 'token-slow' && { seconds: 0.1 }
      await logIn({ faults: [{ fault, params: { ...params, ...seconds } }] })
      if (await isLoggedIn()) await logOut()
    }
    await logIn()
    late = 3600_000
    expect(steps().filter(({ done }) => !done)).toMatchObject([{ id: 'answer' }])
    expect(doublure.report(order).outcome).toBe('incomplete')

    for (const { status, criterion } of doublure.report(order).hubs[0]?.results ?? [])
      if (status === 'review')
        await doublure.declare({ ...order, criterion, verdict: 'passed', name: 'Camille Moreau' })
    const report = doublure.report(order)
    const others = report.hubs[0]?.results.filter(({ status }) => status !== 'passed')
    // This service is granted more than it needs. It revokes nothing, and runs on localhost: FranceConnect+ advises otherwise.
    const advised = ['revocation/used', 'authorization/redirect-uri-public']
    expect(others?.map(({ criterion }) => criterion)).toEqual([
      'authorization/scopes-used',
      ...(hub === 'franceconnect-plus' ? advised : []),
    ])
    expect(report.outcome).toBe('passed')
  })
})
