import type { Target } from './login.ts'
import { peerFile } from './peers.ts'
import { form, type Sent, send } from './send.ts'
import type { Command } from './server-process.ts'
import { walkFranceConnect, walkProConnect } from './walks.ts'

/** A server to measure, and how one logs in there. */
export type Subject = {
  name: string
  command(port: number): Command
  target(port: number): Target
}

const client_secret = 'a-secret-of-at-least-thirty-two-characters'
const redirect_uri = 'http://localhost:3000/callback'

/** A client for each algorithm, as every server is told of it. */
const clientOf = (alg: string) => ({
  client_id: `bench-${alg}`,
  client_secret,
  redirect_uris: [redirect_uri],
  id_token_signed_response_alg: alg,
  userinfo_signed_response_alg: alg,
})

const clients = JSON.stringify(['ES256', 'RS256'].map(clientOf))

const queryOf = (client_id: string, unique: string, more: Record<string, string>): string =>
  new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    state: unique,
    nonce: unique,
    ...more,
  }).toString()

const hubs = {
  franceconnect: {
    persona: 'angela-dubois',
    params: { scope: 'openid profile email', acr_values: 'eidas1' },
    walk: walkFranceConnect,
  },
  proconnect: {
    persona: 'john-doe',
    params: { scope: 'openid given_name usual_name email uid siret' },
    walk: walkProConnect,
  },
}

type Variant = { alg: string; pages?: boolean; entry: string; name?: string }

/** A hub of ours, all hubs, rules and the journal on. */
const doublure = (hub: keyof typeof hubs, { alg, pages, entry, name = '' }: Variant): Subject => {
  const { persona, params, walk } = hubs[hub]
  const issuer = (port: number) => `http://localhost:${port}/${hub}/api/v2`
  return {
    name: `doublure ${hub} ${alg}${pages ? ' with pages' : ''}${name}`,
    command: (port) => ({
      args: [entry, 'serve', '--port', String(port), '--log', 'silent'],
      ready: `${issuer(port)}/.well-known/openid-configuration`,
      env: { DOUBLURE_CLIENTS: clients },
    }),
    target: (port) => ({
      endpoints: endpointsBelow(issuer(port)),
      client_id: `bench-${alg}`,
      client_secret,
      redirect_uri,
      authorize: (unique) => ({
        url: `${issuer(port)}/authorize?${queryOf(`bench-${alg}`, unique, params)}`,
        headers: pages ? {} : { 'doublure-persona': persona },
      }),
      ...(pages && { walk: ({ url }) => walk(url, persona, redirect_uri) }),
    }),
  }
}

const endpointsBelow = (base: string): Target['endpoints'] => ({
  token: `${base}/token`,
  userinfo: `${base}/userinfo`,
  jwks: `${base}/jwks`,
})

/** oidc-provider alone, bundled as ours is. */
const bare = (alg: string, entry: string, hop: boolean): Subject => {
  const base = (port: number) => `http://localhost:${port}`
  return {
    name: `bare oidc-provider ${alg}${hop ? ', interaction hop' : ''}`,
    command: (port) => ({
      args: [entry, '--port', String(port), '--clients', clients, ...(hop ? ['--hop'] : [])],
      ready: `${base(port)}/.well-known/openid-configuration`,
    }),
    target: (port) => ({
      endpoints: { ...endpointsBelow(base(port)), userinfo: `${base(port)}/me` },
      client_id: `bench-${alg}`,
      client_secret,
      redirect_uri,
      authorize: (unique) => ({
        url: `${base(port)}/auth?${queryOf(`bench-${alg}`, unique, { scope: 'openid profile email' })}`,
      }),
    }),
  }
}

const signer = (alg: string, entry: string): Subject => {
  const base = (port: number) => `http://localhost:${port}`
  return {
    name: `node:http that only signs ${alg}`,
    command: (port) => ({
      args: [entry, '--port', String(port), '--alg', alg],
      ready: `${base(port)}/jwks`,
    }),
    target: (port) => ({
      endpoints: endpointsBelow(base(port)),
      client_id: 'bench',
      client_secret,
      redirect_uri,
      authorize: (unique) => ({
        url: `${base(port)}/authorize?${queryOf('bench', unique, { scope: 'openid' })}`,
      }),
    }),
  }
}

const oauth2MockServer = (): Subject => ({
  name: 'oauth2-mock-server 9 RS256',
  command: (port) => ({
    args: [
      peerFile('oauth2-mock-server', 'dist/oauth2-mock-server.mjs'),
      '-a',
      'localhost',
      '-p',
      String(port),
    ],
    ready: `http://localhost:${port}/.well-known/openid-configuration`,
  }),
  target: (port) => ({
    endpoints: endpointsBelow(`http://localhost:${port}`),
    client_id: 'bench',
    client_secret,
    redirect_uri,
    authorize: (unique) => ({
      url: `http://localhost:${port}/authorize?${queryOf('bench', unique, { scope: 'openid profile email' })}`,
    }),
  }),
})

/** It has no login without a page. Its form posted at once spares it the page, which no client of its own can do. */
const emulate = (spared: boolean): Subject => {
  const base = (port: number) => `http://localhost:${port}/oauth2/default/v1`
  const client = { client_id: 'okta-test-client', redirect_uri, scope: 'openid profile email' }
  const posted = (port: number, unique: string): Sent => ({
    url: `${base(port)}/authorize/callback`,
    ...form({
      user_ref: 'testuser@okta.local',
      ...client,
      state: unique,
      nonce: unique,
      response_mode: 'query',
      auth_server_id: 'default',
    }),
  })
  return {
    name: `emulate 0.12 (Okta) RS256${spared ? ', page spared' : ', by its page'}`,
    command: (port) => ({
      args: [peerFile('emulate', 'dist/index.js'), 'start', '--service', 'okta', '--port', String(port)],
      ready: `http://localhost:${port}/oauth2/default/.well-known/openid-configuration`,
    }),
    target: (port) => ({
      endpoints: { ...endpointsBelow(base(port)), jwks: `${base(port)}/keys` },
      client_id: 'okta-test-client',
      client_secret: 'okta-test-secret',
      redirect_uri,
      ...(spared
        ? { authorize: (unique) => posted(port, unique) }
        : {
            authorize: (unique) => ({
              url: `${base(port)}/authorize?${queryOf(client.client_id, unique, { scope: client.scope })}`,
              // It answers 5,000 requests an hour to each bearer, and as many without any.
              headers: { authorization: 'Bearer test_token_admin' },
            }),
            async walk(page) {
              const { body } = await send(page)
              if (!body.includes('/authorize/callback')) throw new Error(`no form of emulate: ${body}`)
              const unique = new URL(page.url).searchParams.get('state') ?? ''
              const { location, status } = await send(posted(port, unique))
              if (location === undefined) throw new Error(`no way to the client: ${status}`)
              return location
            },
          }),
    }),
  }
}

/** Every subject; with several builds of ours, each is a subject of its own. */
export const subjectsOf = (
  entries: readonly string[],
  bundled: { bare: string; signer: string },
): Subject[] => [
  signer('ES256', bundled.signer),
  signer('RS256', bundled.signer),
  bare('ES256', bundled.bare, false),
  bare('RS256', bundled.bare, false),
  bare('ES256', bundled.bare, true),
  ...entries.flatMap((entry) => {
    const name = entries.length > 1 ? ` (${entry})` : ''
    return [
      doublure('franceconnect', { alg: 'ES256', entry, name }),
      doublure('franceconnect', { alg: 'RS256', entry, name }),
      doublure('proconnect', { alg: 'ES256', entry, name }),
      doublure('proconnect', { alg: 'RS256', entry, name }),
      doublure('franceconnect', { alg: 'ES256', entry, name, pages: true }),
      doublure('proconnect', { alg: 'ES256', entry, name, pages: true }),
    ]
  }),
  oauth2MockServer(),
  emulate(false),
  emulate(true),
]
