import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorize, logIn } from '../control/drive.ts'

let doublure: Doublure
const browser = new Browser({ 'accept-language': 'en' })
const see = async (path: string) => (await browser.open(`${doublure.url}${path}`)).body
/** What stands before the folded documents, and from them on. */
const parts = async (path: string) => (await see(path)).split('class="reads"')
const ask = async (document: string, method = 'GET') =>
  (await fetch(`${doublure.issuer('proconnect')}/${document}`, { method })).text()

beforeAll(async () => {
  doublure = await startDoublure()
  await logIn(doublure, 'franceconnect', { headers: { 'doublure-persona': 'angela-dubois' } })
  await authorize(doublure, 'franceconnect', { more: { nonce: 'short' } })
  for (const document of ['jwks', '.well-known/openid-configuration', 'jwks']) await ask(document)
})
afterAll(() => doublure.close())

test('the home page shows logins first, and folds the documents that were read', async () => {
  const [before, folded] = await parts('/')
  expect(before?.match(/journal\/logins\//g)).toHaveLength(2)
  expect(before).not.toContain('ProConnect jwks')
  expect(folded).toContain('3 documents read')
  expect(folded?.match(/ProConnect jwks/g)).toHaveLength(2)
})

test('the journal folds them too, unless they are what is asked for', async () => {
  expect(await see('/_doublure/journal')).toContain('3 documents read')
  const asked = await see('/_doublure/journal?endpoint=jwks')
  expect(asked.match(/ProConnect jwks/g)).toHaveLength(2)
  expect(asked).not.toContain('documents read')
})

test('a document that was refused, or spoilt on purpose, is a line of its own', async () => {
  await doublure.faults.arm({ client_id: 'rp', hub: 'proconnect', fault: 'jwks-empty', times: 2 })
  for (const method of ['POST', 'POST', 'GET', 'GET']) await ask('jwks', method)
  const [before] = await parts('/_doublure/journal')
  expect(before?.match(/ProConnect jwks/g)).toHaveLength(4)
  expect(before).toContain('jwks-empty')
})
