import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { carefulService, playLogin } from '../../support/services.ts'

const hub = 'franceconnect'
const hostile = '"><script>alert(1)</script>'

let doublure: Doublure
let address: string

beforeAll(async () => {
  doublure = await startDoublure({ hubs: [hub], clients: [{ ...rp, client_name: hostile }] })
  address = `${doublure.url}/_doublure/report?client_id=${rp.client_id}&hub=${hub}`
  await playLogin(doublure, hub, carefulService(doublure, hub, 'ES256'))
})
afterAll(() => doublure.close())

const browser = new Browser({ 'sec-fetch-site': 'same-origin' })

describe('the page of the recette', () => {
  test('is reached from the list of clients', async () => {
    const seen = await browser.open(`${doublure.url}/_doublure/report`)
    expect(seen.status).toBe(200)
    expect(seen.body).toContain(`href="/_doublure/report?client_id=rp&amp;hub=${hub}"`)
    expect(seen.body).not.toContain('<script>alert')
  })

  test('shows verdicts, evidence and what is still to do', async () => {
    const { status, body } = await browser.open(address)
    expect(status).toBe(200)
    expect(body).toMatch(/class="verdict passed" data-testid="criterion-login\/complete">/)
    expect(body).toContain('href="/_doublure/journal/exchanges/')
    expect(body).toContain('data-testid="step-fault/invalid-nonce"')
    expect(body).toMatch(/<strong>Recette<\/strong> <span[^>]*data-testid="outcome">incomplète</)
  })

  test('arms the fault of a step, for the next login of this client on this hub', async () => {
    const form = (await browser.open(address)).form('value="invalid-nonce"')
    expect((await browser.submit(form)).status).toBe(303)
    const response = await fetch(`${doublure.url}/_doublure/api/v1/faults?client_id=${rp.client_id}`)
    expect(await response.json()).toMatchObject([{ fault: 'invalid-nonce', hub, remaining: 1 }])
  })

  test('arms the fault of a step with its parameters', async () => {
    const form = (await browser.open(address)).form('{&quot;error&quot;:&quot;invalid_scope&quot;}')
    expect((await browser.submit(form)).status).toBe(303)
    const response = await fetch(`${doublure.url}/_doublure/api/v1/faults?client_id=${rp.client_id}`)
    const armed = {
      fault: 'error-with-description',
      params: expect.objectContaining({ error: 'invalid_scope' }),
    }
    expect(await response.json()).toContainEqual(expect.objectContaining(armed))
  })

  test('refuses parameters nested deeper than recursion stands, and says so', async () => {
    const form = (await browser.open(address)).form('{&quot;error&quot;:&quot;server_error&quot;}')
    const params = `{"error": ${'['.repeat(2000)}${']'.repeat(2000)}}`
    const { status, body } = await browser.submit(form, { params })
    expect([status, body]).toEqual([400, expect.stringContaining('un objet, comme')])
  })

  test('takes an answer with a name, and shows it as text, whatever it holds', async () => {
    const criterion = 'button/official'
    const form = (await browser.open(address)).form(`declare-${criterion}`)
    const answer = {
      [`verdict:${criterion}`]: 'failed',
      [`name:${criterion}`]: hostile,
      [`note:${criterion}`]: hostile,
    }
    const sent = await browser.submit(form, answer)
    expect(sent.status).toBe(303)
    const { body } = await browser.open(sent.location ?? '')
    expect(body).toMatch(/class="verdict failed" data-testid="criterion-button\/official">/)
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(body).not.toContain('<script>alert')
  })

  test('refuses an answer without a name, and says so', async () => {
    const form = (await browser.open(address)).form('declare-secrets/kept')
    const { status, body } = await browser.submit(form, {
      'verdict:secrets/kept': 'passed',
      'name:secrets/kept': '',
    })
    expect(status).toBe(400)
    expect(body).toContain('data-testid="problems"')
  })

  test('keeps a report, and says what changed since', async () => {
    await browser.submit((await browser.open(address)).form('Garder ce rapport'))
    expect((await browser.open(address)).body).toContain('Rien n’a changé')
    await playLogin(doublure, hub, carefulService(doublure, hub, 'ES256'))
    await playLogin(doublure, hub, carefulService(doublure, hub, 'ES256'))
    const { body } = await browser.open(address)
    expect(body).toMatch(/data-testid="changes">[\s\S]*state est aléatoire[\s\S]*non observé/)
  })

  test('starts again from now on, and keeps to it through its forms', async () => {
    const { body } = await browser.open(address)
    const link = /href="([^"]*since=[^"]*)">Recommencer/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const fresh = await browser.open(`${doublure.url}${link}`)
    expect(fresh.body).toMatch(/class="verdict not_observed" data-testid="criterion-login\/complete">/)
    const sent = await browser.submit(fresh.form('Garder ce rapport'))
    expect(sent.location).toContain('since=')
  })

  test('ignores forms that another site sends', async () => {
    const form = (await browser.open(address)).form('Garder ce rapport')
    const foreign = await browser.submit({ ...form, fields: { ...form.fields, form_token: 'guessed' } })
    expect(foreign.status).toBe(403)
  })
})

test('the reports that were kept are listed, the newest first, with what each changed', async () => {
  const own = await startDoublure({ hubs: [hub, 'proconnect'] })
  const open = (path: string) => browser.open(path.startsWith('http') ? path : `${own.url}${path}`)
  const keep = async (id: string) =>
    browser.submit((await open(`/_doublure/report?client_id=rp&hub=${id}`)).form('Garder ce rapport'))
  expect((await open('/_doublure/report/history?client_id=rp')).body).toContain('Aucun rapport')
  await keep(hub)
  await keep('proconnect')
  await playLogin(own, hub, carefulService(own, hub, 'ES256'))
  await keep(hub)
  const links = (await open('/_doublure/report')).body
  expect(links).toContain('href="/_doublure/report/history?client_id=rp"')
  const { body } = await open('/_doublure/report/history?client_id=rp')
  const [, newest = '', middle = '', oldest = ''] = body.split('data-testid="kept-report"')
  expect(newest).toMatch(/non observé<.*réussi<.*connexion/i)
  expect(newest).toContain('FranceConnect')
  expect(middle).toContain('ProConnect')
  for (const first of [middle, oldest]) {
    expect(first).toContain('Le premier qui fut gardé')
    expect(first).not.toContain('class="changes"')
  }
  const file = /href="([^"]*format=json[^"]*)"/.exec(oldest)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(JSON.parse((await open(file)).body)).toMatchObject({ client_id: 'rp', counts: { passed: 0 } })
  expect((await open('/_doublure/report/history/file?client_id=rp&id=none&format=json')).status).toBe(404)
  await own.close()
})

describe('a rendering', () => {
  test.each([
    ['json', 'application/json', /^\{\n {2}"schema": "doublure-report\/1"/],
    ['markdown', 'text/markdown', /^# Rapport de recette : `rp`/],
    ['junit', 'application/xml', /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /],
  ])('as %s is downloaded', async (format, type, beginning) => {
    const { status, headers, body } = await browser.open(address.replace('?', `/file?format=${format}&`))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain(type)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="recette-franceconnect\./)
    expect(body).toMatch(beginning)
  })

  test('in a format that does not exist is refused, with those that do', async () => {
    const { status, body } = await browser.open(address.replace('?', '/file?format=pdf&'))
    expect(status).toBe(404)
    expect(body).toContain('json, markdown, junit')
  })
})

test.each([
  ['report?client_id=rp&since=yesterday', 'since: &quot;yesterday&quot; came, expected a date'],
  [
    'report/file?client_id=rp&format=json&since=yesterday',
    'since: &quot;yesterday&quot; came, expected a date',
  ],
  ['report/history?client_id=rp&hub=zzz', 'zzz'],
])(
  'what a page is asked for and does not exist is told, and nothing else is shown: %s',
  async (path, told) => {
    const { status, body } = await browser.open(`${doublure.url}/_doublure/${path}`)
    expect(status).toBe(404)
    expect(body).toContain(told)
  },
)

test('the report of a client that nobody knows is not there, and says who is', async () => {
  const seen = await browser.open(`${doublure.url}/_doublure/report?client_id=${encodeURIComponent(hostile)}`)
  expect(seen.status).toBe(404)
  expect(seen.body).toMatch(/existent\p{Zs}: rp/u)
  expect(seen.body).not.toContain('<script>alert')
})
