import type { Criterion } from '../../../src/conformance/criterion.ts'
import { type Registration, trafficOf } from '../../../src/conformance/traffic.ts'
import type { Exchange } from '../../../src/journal/exchange.ts'

const START = Date.parse('2026-03-02T10:00:00.000Z')

export const reference = { document: 'A document', section: '1', url: 'https://example.org/' }

export const client: Registration = {
  client_id: 'rp',
  redirect_uris: ['http://localhost:3000/callback'],
  scopes: ['openid', 'email'],
  id_token_signed_response_alg: 'ES256',
  userinfo_signed_response_alg: 'ES256',
}

/** What one exchange may say otherwise than the plain one of its endpoint. */
export type Told = Partial<Omit<Exchange, 'request' | 'response'>> & {
  /** Seconds since the first. */
  after?: number
  query?: Record<string, string>
  body?: Record<string, string>
  headers?: Record<string, string>
  status?: number
  location?: string
}

let count = 0

export const exchange = (endpoint: Exchange['endpoint'], told: Told = {}): Exchange => {
  const { after = 0, query = {}, body = {}, headers = {}, status = 200, location, ...rest } = told
  count += 1
  return {
    id: `exchange-${count}`,
    at: new Date(START + after * 1000).toISOString(),
    hub: 'proconnect',
    endpoint,
    method: endpoint === 'token' ? 'POST' : 'GET',
    path: `/hub/api/v2/${endpoint}`,
    client_id: 'rp',
    request: { query, body, headers },
    response: { status, ...(location !== undefined && { location }) },
    findings: [],
    duration: 1,
    ...rest,
  }
}

export const goodState = ['kQ3vZp9LwT7xR2yB5nM8cD4fG6hJ1sA0', 'Xe7Uo2Wq9Tz4Ri6Py1Lk8Jh3Gf5Ds0Aa'] as const

/** A well-behaved login of one client, without a page. */
export const login = (id: string, told: Told = {}): Exchange[] => {
  const state = goodState[id === 'one' ? 0 : 1]
  const begin = told.after ?? 0
  return [
    exchange('authorization', {
      login: id,
      query: {
        client_id: 'rp',
        response_type: 'code',
        redirect_uri: 'http://localhost:3000/callback',
        scope: 'openid email',
        state,
        nonce: [...state].reverse().join(''),
        acr_values: 'eidas1',
      },
      headers: { 'sec-fetch-dest': 'document' },
      status: 303,
      location: `http://localhost:3000/callback?code=${id}&state=${state}`,
      ...told,
    }),
    exchange('token', {
      login: id,
      after: begin + 1,
      body: { grant_type: 'authorization_code', code: id, client_id: 'rp', client_secret: 'a-secr… (42)' },
    }),
    exchange('userinfo', { login: id, after: begin + 1 }),
  ]
}

/** A login whose authorize request says something else. */
export const asking = (id: string, query: Record<string, string>) => {
  const [first, ...rest] = login(id)
  if (!first) throw new Error('no exchange')
  return [{ ...first, request: { ...first.request, query: { ...first.request.query, ...query } } }, ...rest]
}

type Seen = { seconds?: number; as?: Registration | undefined }

/** Some exchanges, an hour after the first. */
export const traffic = (exchanges: readonly Exchange[], { seconds = 3600, as = client }: Seen = {}) =>
  trafficOf(exchanges, { hub: 'proconnect', client_id: 'rp', client: as, at: START + seconds * 1000 })

/** What a criterion makes of them. */
export const judge = (criterion: Criterion, exchanges: readonly Exchange[], seen?: Seen) =>
  criterion.assess(traffic(exchanges, seen))
