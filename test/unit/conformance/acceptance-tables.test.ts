import { describe, expect, test } from 'vitest'
import { platformOf } from '../../../src/platforms/index.ts'

/** The criteria that show a row, or why none does. */
type Table = Readonly<Record<string, readonly string[] | string>>

const range = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)

const refusedIdTokens = [
  'id_token/refuses-invalid-signature',
  'id_token/refuses-invalid-null-alg',
  'id_token/refuses-invalid-aud',
  'id_token/refuses-invalid-expired-exp',
  'id_token/refuses-invalid-iss',
]
const refusedLevels = ['id_token/refuses-lower-acr', 'id_token/refuses-missing-acr']
const refusedStates = ['callback/refuses-invalid-state', 'callback/refuses-missing-state']
const refusedNonces = ['id_token/refuses-invalid-nonce', 'id_token/refuses-invalid-missing-nonce']

/** V, J, S: the recette; C: section 4 of the conditions; L: the page of the integration platform. */
const agentconnect: Table = {
  V1: ['button/official'],
  V2: ['button/sentence'],
  V3: ['button/sign-in-and-sign-up'],
  V4: ['button/sign-in-and-sign-up'],
  V5: ['button/first'],
  V6: ['button/first'],
  V7: ['button/what-is-it'],
  J1: ['login/alternative'],
  J2: ['login/complete'],
  J3: ['login/cancel', 'errors/kind'],
  J4: ['account/sign-up'],
  J5: ['account/reconciliation'],
  J6: ['account/sign-up'],
  J7: ['end_session/complete', 'login/after-logout', 'logout/local-session'],
  S1: ['authorization/no-frame'],
  S2: ['account/logged-in-shown'],
  S3: ['authorization/scopes-granted', 'authorization/scopes-used'],
  S4: ['transport/tls'],
  C1: ['authorization/state-unguessable', 'authorization/state-length', 'authorization/state-256-bits'],
  C2: refusedStates,
  C3: ['authorization/nonce-unguessable', 'authorization/nonce-length', 'authorization/nonce-256-bits'],
  C4: refusedNonces,
  C5: [...refusedIdTokens, ...refusedLevels, 'jwks/fetched'],
  C6: ['transport/tls'],
  C7: ['input/validated', 'callback/refuses-missing-code', 'token/ends-when-unavailable'],
  C8: ['front-channel/no-secret', 'token/client-authentication', 'secrets/kept'],
  C9: ['token/code-used-at-once', 'userinfo/bearer-header', 'token/ends-when-refused'],
  C10: ['secrets/kept'],
  C11: ['revocation/leaked'],
  L1: ['login/complete', 'account/logged-in-shown'],
  L2: ['end_session/complete', 'login/after-logout'],
}

/** Q: qualification; M: migration to v2; D: documentation; G: rules shared with AgentConnect's conditions. */
const franceconnect: Table = {
  Q1: ['authorization/state-unguessable', 'authorization/state-random'],
  Q2: ['authorization/nonce-unguessable', 'authorization/nonce-random'],
  Q3: refusedStates,
  Q4: refusedNonces,
  Q5: ['button/official', 'button/what-is-it', 'button/sentence', 'button/sign-in-and-sign-up'],
  Q6: ['account/reconciliation'],
  Q7: ['account/no-password'],
  Q8: ['login/alternative'],
  Q9: ['account/identity-shown', 'account/identity-kept'],
  M1: ['jwks/fetched', 'jwks/fetched-after-rotation', 'id_token/refuses-invalid-signature'],
  M2: ['userinfo/refuses-userinfo-invalid-signature'],
  M3: ['authorization/accepted', 'authorization/level-asked'],
  M4: [
    'login/cancel',
    'callback/handles-invalid-scope',
    'callback/handles-invalid-request',
    'callback/handles-server-error',
    'callback/handles-temporarily-unavailable',
    'errors/kind',
  ],
  M5: ['authorization/scopes-granted'],
  M6: ['discovery/read'],
  D1: ['authorization/scopes-granted', 'authorization/scopes-used'],
  D2: ['authorization/level-asked'],
  D3: ['end_session/complete'],
  D4: ['logout/local-session', 'logout/ends-first', 'login/after-logout'],
  D5: ['logout/state-checked'],
  D6: ['token/code-used-at-once', 'userinfo/prompt'],
  D7: 'FranceConnect+ alone asks it: revocation/used',
  D8: ['token/client-authentication', 'token/client-secret-post', 'front-channel/no-secret'],
  D9: ['authorization/redirect-uri-exact', 'production/https-addresses'],
  D10: ['production/sector-identifier'],
  D11: ['transport/tls'],
  D12: ['login/cancel'],
  G1: [...refusedIdTokens, ...refusedLevels, 'authorization/no-frame', 'input/validated'],
  G2: ['secrets/kept', 'session/length'],
}

/** What the documentation of ProConnect asks of a service for its security. */
const proconnect: Table = {
  'state and nonce of 32 random characters': [
    'authorization/state-unguessable',
    'authorization/state-length',
    'authorization/nonce-unguessable',
    'authorization/nonce-length',
  ],
  'state and nonce checked': [...refusedStates, ...refusedNonces],
  'ID Token checked': refusedIdTokens,
  'level checked, where one was asked': refusedLevels,
  'userinfo checked': [
    'userinfo/refuses-userinfo-invalid-sub',
    'userinfo/refuses-userinfo-invalid-signature',
  ],
  'documented parameters and levels alone': ['authorization/known-parameters', 'authorization/known-acr'],
  'logout by the hub, with its three parameters': ['end_session/complete', 'logout/state-checked'],
  'secret kept': ['token/client-authentication', 'front-channel/no-secret', 'secrets/kept'],
  'TLS 1.2': ['transport/tls'],
}

const tables = {
  agentconnect,
  'agentconnect-rie': agentconnect,
  franceconnect,
  'franceconnect-plus': { ...franceconnect, D7: ['revocation/used'] },
  proconnect,
  'proconnect-rie': proconnect,
} satisfies Record<string, Table>

describe.each(Object.entries(tables))('the acceptance table of %s', (hub, table) => {
  const ids = platformOf(hub)?.criteria?.map(({ id }) => id) ?? []

  test.each(Object.entries<readonly string[] | string>(table))('has what shows %s', (_row, shown) => {
    if (typeof shown === 'string') expect(shown.length).toBeGreaterThan(20)
    else expect(shown.filter((id) => !ids.includes(id))).toEqual([])
  })
})

test('no row of a table is forgotten', () => {
  const rows = ['V', 'J', 'S', 'C', 'L'].flatMap((letter, index) =>
    range(letter, [7, 7, 4, 11, 2][index] ?? 0),
  )
  expect(Object.keys(agentconnect)).toEqual(rows)
  expect(Object.keys(franceconnect)).toEqual([
    ...range('Q', 9),
    ...range('M', 6),
    ...range('D', 12),
    ...range('G', 2),
  ])
})
