import { expect } from 'vitest'
import { createDoublure, type Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp } from '../../support/mock.ts'
import { askTokens, authorize, callApi, codeOf, redeem } from '../control/drive.ts'

/** What breaks out of an attribute, of an element, of a table, of a fence, of a CDATA section, of a YAML text. */
export const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)> | \`x\` ]]> # & {{7*7}}: -`
export const wild = `${evil}\n---\n| a |\n\u0000\u0007\u202e`
const uri = `http://localhost:3000/callback?x="><script>alert(1)</script>`

/** A browser that says it in its headers. */
export const browser = new Browser({
  'accept-language': 'en',
  'user-agent': evil,
  referer: uri,
  'sec-fetch-site': 'same-origin',
})
export const headers = { 'doublure-label': evil, 'user-agent': evil, referer: uri }

const client = {
  ...rp,
  client_id: evil,
  client_name: wild,
  redirect_uris: [uri],
  post_logout_redirect_uris: [uri],
}
const persona = {
  id: 'evil',
  kind: 'citizen',
  label: evil,
  story: wild,
  given_name: 'Jean',
  family_name: "D'ARC",
  birthdate: '1962-08-24',
  gender: 'female',
  birthplace: '75107',
  birthcountry: '99100',
  preferred_username: evil,
  email: 'evil@example.org',
}

/** A double that every field of was fed with it: by clients, browsers, people, forms and files. */
export const startAmongHostiles = async (): Promise<Doublure> => {
  const doublure = await createDoublure({
    port: 0,
    log: 'silent',
    clients: [client],
    personas: [persona as never],
  })
  const api = callApi(doublure)
  const as = { ...headers, 'doublure-persona': 'evil' }
  const redirect_uri = uri
  const login = () =>
    authorize(doublure, 'franceconnect', {
      client_id: evil,
      headers: as,
      browser,
      more: { redirect_uri, state: evil, nonce: `${evil}${evil}`.replace(/[^\x21-\x7e]/g, '') },
    })
  const code = codeOf(await login())
  const { body } = await askTokens(
    doublure,
    'franceconnect',
    { grant_type: 'authorization_code', code, redirect_uri },
    evil,
  )
  await fetch(`${doublure.issuer('franceconnect')}/userinfo`, {
    headers: { authorization: `Bearer ${body.access_token}`, 'user-agent': evil },
  })
  await redeem(doublure, 'franceconnect', evil, evil)
  for (const name of [
    'client_id',
    'redirect_uri',
    'scope',
    'state',
    'nonce',
    'acr_values',
    'prompt',
    'claims',
    evil,
  ])
    for (const hub of ['franceconnect', 'proconnect'] as const)
      await authorize(doublure, hub, {
        client_id: evil,
        headers,
        browser,
        more: { redirect_uri, [name]: `${wild}${name}` },
      })
  const out = { id_token_hint: evil, post_logout_redirect_uri: evil, state: evil }
  await browser.open(`${doublure.issuer('franceconnect')}/session/end?${new URLSearchParams(out)}`, {
    headers,
  })
  await browser.open(`${doublure.issuer('proconnect')}/${encodeURIComponent(evil)}`, { headers })
  await doublure.login({ client_id: evil, hub: 'proconnect', persona: 'john-doe', label: evil })
  await authorize(doublure, 'franceconnect', { client_id: evil, headers, browser, more: { redirect_uri } })
  await doublure.faults.arm({ client_id: evil, fault: 'invalid-nonce', label: evil })
  await api('POST', '/identity-providers', {
    hub: 'proconnect',
    id: 'evil',
    title: wild,
    email_domains: ['evil.example'],
  })
  await api('PUT', '/report/declarations', {
    client_id: evil,
    hub: 'franceconnect',
    criterion: 'button/official',
    verdict: 'failed',
    name: evil,
    note: wild,
  })
  await api('POST', '/report/history', { client_id: evil })
  const [one = {}] = (await api('GET', '/exchanges?limit=1')).list
  const imported = {
    ...one,
    id: evil,
    login: `${evil} login`,
    method: evil,
    path: evil,
  }
  const token = {
    name: evil,
    carried_by: 'response',
    masked: evil,
    header: { [evil]: evil },
    payload: { [evil]: evil },
  }
  const finding = {
    rule: evil,
    title: evil,
    message: wild,
    remedy: evil,
    reference: { document: evil, url: 'javascript:alert(1)' },
    fr: { title: evil, message: wild, remedy: evil },
  }
  const reason = {
    received: wild,
    expected: evil,
    remedy: evil,
    passage: { document: evil, section: wild, url: 'javascript:alert(1)' },
    fr: { received: wild, expected: evil, remedy: evil },
  }
  expect(
    (
      await api('POST', '/exchanges/import', [
        {
          ...imported,
          persona: evil,
          label: evil,
          fault: evil,
          refusal: { code: evil, id: evil, message: evil, why: [reason] },
          request: { query: { [evil]: [evil, wild] }, body: { [evil]: evil }, headers: { [evil]: evil } },
          response: { status: 302, location: 'javascript:alert(1)', content_type: evil },
          findings: [finding],
          tokens: [token],
          answer: wild,
        },
      ])
    ).status,
  ).toBe(200)
  return doublure
}
