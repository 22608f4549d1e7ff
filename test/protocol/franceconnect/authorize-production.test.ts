import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, codeOf } from './walk.ts'

const redirect_uris = [
  'https://client.example.org/callback',
  'http://client.example.org/callback',
  'https://localhost/callback',
  'https://client/callback',
]
const doublure = await startDoublure({
  hubs: [
    { id: 'franceconnect', redirect_uri_policy: 'production', quirks: { post_authorize: 'current' } },
    { id: 'franceconnect-plus', redirect_uri_policy: 'production' },
  ],
  clients: redirect_uris.map((redirect_uri, index) => ({
    ...rp,
    client_id: `rp-${index}`,
    redirect_uris: [redirect_uri],
  })),
})
afterAll(() => doublure.close())

describe.each(['franceconnect', 'franceconnect-plus'] as const)('%s under the production policy', (hub) => {
  test.each(redirect_uris.map((uri, index) => [uri, index] as const))('%s', async (redirect_uri, index) => {
    const url = authorizeUrl(doublure.issuer(hub), {
      redirect_uri,
      client_id: `rp-${index}`,
      acr_values: 'eidas2',
    })
    const seen = await new Browser().open(url)
    expect([seen.status, codeOf(seen)]).toEqual(index === 0 ? [303, undefined] : [400, 'Y030007'])
  })
})

const postTo = (client_id: string) => {
  const { search } = new URL(
    authorizeUrl(doublure.issuer('franceconnect'), { client_id, redirect_uri: redirect_uris[0] }),
  )
  return new Browser().open(`${doublure.issuer('franceconnect')}/authorize`, {
    method: 'POST',
    body: new URLSearchParams(search),
  })
}

test('POST, under the quirk that doubles the deployed code, is an error 500 of plain text', async () => {
  const seen = await postTo('rp-0')
  expect(seen.status).toBe(500)
  expect(seen.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(seen.body).toBe('Internal Server Error')
})

test('POST of an unknown client, under that quirk, is the page Y000000', async () => {
  const seen = await postTo('nobody')
  expect([seen.status, codeOf(seen)]).toEqual([500, 'Y000000'])
})
