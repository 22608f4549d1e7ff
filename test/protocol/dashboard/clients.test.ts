import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ hubs: ['franceconnect', 'proconnect'] })
})
afterAll(() => doublure.close())

const browser = new Browser({ 'accept-language': 'en', 'sec-fetch-site': 'same-origin' })
const enrol = async (fields: Record<string, string>) => {
  const { form } = await browser.open(`${doublure.url}/_doublure/clients/new`)
  const client = { client_secret: rp.client_secret, redirect_uris: 'http://localhost:3000/callback' }
  const seen = await browser.submit(form('client-form'), { ...client, ...fields })
  const told = /data-testid="problems">[\s\S]*?<\/ul>/.exec(seen.body)?.[0] ?? ''
  return { ...seen, told }
}

test('a client that exists already is told without a word of the API, with the way to it', async () => {
  const { status, told, body } = await enrol({ client_id: rp.client_id })
  expect(status).toBe(400)
  expect(told).toContain('the client &quot;rp&quot; is registered on one of these hubs already')
  expect(told).not.toMatch(/PUT|PATCH/)
  expect(body).toMatch(/<a href="\/_doublure\/clients\/rp(\?hub=\w+)?">Change the client rp<\/a>/)
})

test('addresses are one a line: what else stands on the line belongs to it', async () => {
  const { told } = await enrol({ client_id: 'new', redirect_uris: 'not a uri\r\n\r\n http://localhost/a,b ' })
  expect(told.match(/<li/g)).toHaveLength(1)
  expect(told).toContain('&quot;not a uri&quot; was given')
})

test('a secret is proposed for a new client alone: a registered one shows its own', async () => {
  const formAt = async (path: string) =>
    (await browser.open(`${doublure.url}/_doublure/clients/${path}`)).body
  expect(await formAt('new')).toContain('At least 32 characters; here is one that will do.')
  const registered = await formAt(rp.client_id)
  expect(registered).toContain(rp.client_secret)
  expect(registered).toContain('At least 32 characters.')
})
