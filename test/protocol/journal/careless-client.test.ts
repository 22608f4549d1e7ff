import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { reportSchema } from '../../../src/conformance/report-schema.ts'
import type { HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { runWith } from '../../unit/cli/fake-terminal.ts'
import { askTokens, authorize, callApi, codeOf } from '../control/drive.ts'
import { placesThatTell } from './places-that-tell.ts'

const client_secret = 'another secret, as long as "wanted"'
const written = encodeURIComponent(client_secret)
const careless = {
  ...rp,
  client_secret,
  userinfo_signed_response_alg: null,
  redirect_uris: ['/', '?key=', '?token=', '?key=1&next=/'].map(
    (at) => `https://app.example/cb${at}${written}`,
  ),
}

const folder = mkdtempSync(join(tmpdir(), 'doublure-careless-'))
const doublure = await startDoublure({ data_dir: folder, clients: [careless] })
afterAll(async () => {
  await doublure.close()
  rmSync(folder, { recursive: true })
})

const placesOf = placesThatTell(doublure, folder)
const parts = [client_secret, written, 'as long as', 'as%20long%20as']

/** What the recette says of the addresses that came, by this double and by a file of its journal. */
const exactnessOf = async (hub: HubId): Promise<(string | undefined)[]> => {
  const { body } = await callApi(doublure)('GET', '/exchanges/export')
  const verdicts = [body, { ...body, registrations: undefined }].map(async (journal) => {
    const files = { 'j.json': JSON.stringify(journal), 'c.json': JSON.stringify([careless]) }
    const flags = ['--journal', 'j.json', '--hub', hub, '--format', 'json', '--clients', 'c.json']
    const { out } = await runWith(['report', ...flags], { files })
    return reportSchema.parse(JSON.parse(out))
  })
  return [doublure.report({ client_id: 'rp', hub }), ...(await Promise.all(verdicts))].map(
    ({ hubs }) =>
      hubs[0]?.results.find((one) => one.criterion === 'authorization/redirect-uri-exact')?.status,
  )
}

const people: [HubId, string][] = [
  ['franceconnect', 'angela-dubois'],
  ['proconnect', 'john-doe'],
  ['agentconnect', 'john-doe'],
]

describe.each(people)('on %s, a client that is careless with its secret', (hub, person) => {
  const ask = (redirect_uri: string) =>
    authorize(doublure, hub, {
      headers: { 'doublure-persona': person },
      more: { nonce: client_secret, redirect_uri },
    })
  const missesOf = () => callApi(doublure)('GET', `/exchanges/near-misses?hub=${hub}`)

  test.each(careless.redirect_uris)('is known by its address, told nowhere: %s', async (redirect_uri) => {
    const before = doublure.exchanges().length
    const code = codeOf(await ask(redirect_uri))
    const grant = { grant_type: 'authorization_code', code, redirect_uri, client_secret }
    const { body } = await askTokens(doublure, hub, grant)
    const [, claims = ''] = body.id_token.split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString()).nonce).toBe(client_secret)
    expect(await placesOf(before, ...parts)).toEqual([])
    const [, { id } = { id: '' }] = doublure.exchanges().slice(before)
    const { list } = await callApi(doublure)('GET', `/exchanges/${id}/tokens`)
    expect(list.find(({ name }) => name === 'id_token')).toMatchObject({
      signature: 'valid',
      payload: { nonce: 'anothe… (35)' },
    })
    expect((await missesOf()).list).toEqual([])
    expect(await exactnessOf(hub)).toEqual(['passed', 'passed', 'passed'])
  })

  test('is told what it misspelt without it', async () => {
    const before = doublure.exchanges().length
    const [first = '', second = ''] = careless.redirect_uris
    for (const address of [`${first}/`, second.replace('key', 'kei')]) await ask(address)
    const { list } = await missesOf()
    expect(list).toHaveLength(2)
    expect(list.at(-1)).toMatchObject({ difference: 'a final slash is too many' })
    expect(await placesOf(before, ...parts)).toEqual([])
    expect(await exactnessOf(hub)).toEqual(['failed', 'failed', 'failed'])
  })
})

test('a secret that userinfo gives back is told nowhere', async () => {
  const hub = 'proconnect'
  await doublure.login({ hub, client_id: 'rp', persona: 'john-doe', claims: { given_name: client_secret } })
  const before = doublure.exchanges().length
  const code = codeOf(
    await authorize(doublure, hub, { more: { redirect_uri: careless.redirect_uris[0] ?? '' } }),
  )
  const redirect_uri = careless.redirect_uris[0] ?? ''
  const grant = { grant_type: 'authorization_code', code, redirect_uri, client_secret }
  const { body } = await askTokens(doublure, hub, grant)
  const answer = await fetch(`${doublure.issuer(hub)}/userinfo`, {
    headers: { authorization: `Bearer ${body.access_token}` },
  })
  expect(await answer.json()).toMatchObject({ given_name: client_secret })
  expect(await placesOf(before, ...parts)).toEqual([])
})
