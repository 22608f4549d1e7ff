import { createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto'

/** A client that comes and goes. */
export type SoakClient = { client_id: string; client_secret: string }

/** What a fault does to a login, as a client sees it. */
type Shows = { fault: string; wrong(seen: Seen, asked: Asked): boolean }

type Asked = { hub: string; issuer: string; client_id: string; nonce: string; state: string }
type Claims = Record<string, unknown>
type Seen = { state: string | null; status: number; claims: Claims; userinfo: Claims; userinfoStatus: number }

/** Faults of a soak, each with its sign; no other login may show any. */
export const faults: readonly Shows[] = [
  { fault: 'invalid-nonce', wrong: ({ claims }, { nonce }) => claims.nonce !== nonce },
  { fault: 'invalid-iss', wrong: ({ claims }, { issuer }) => claims.iss !== issuer },
  { fault: 'invalid-aud', wrong: ({ claims }, { client_id }) => claims.aud !== client_id },
  { fault: 'invalid-state', wrong: ({ state }, asked) => state !== asked.state },
  { fault: 'token-error-500', wrong: ({ status }) => status === 500 },
  { fault: 'userinfo-error-500', wrong: ({ userinfoStatus }) => userinfoStatus === 500 },
]

/** Who logs in where, and what must be said of them and of nobody else. */
export const subjects = [
  { hub: 'franceconnect', persona: 'angela-dubois', name: 'given_name', acr: 'eidas1' },
  { hub: 'franceconnect', persona: 'karim-benali', name: 'given_name', acr: 'eidas1' },
  { hub: 'franceconnect-plus', persona: 'karim-benali', name: 'given_name', acr: 'eidas2' },
  { hub: 'proconnect', persona: 'john-doe', name: 'usual_name', acr: undefined },
  { hub: 'proconnect', persona: 'angela-dubois-agent', name: 'usual_name', acr: undefined },
  { hub: 'agentconnect', persona: 'angela-dubois-agent', name: 'usual_name', acr: 'eidas1' },
] as const

export type Subject = (typeof subjects)[number]

const redirect_uri = 'http://localhost:3000/callback'
export const registration = { redirect_uris: [redirect_uri], post_logout_redirect_uris: [redirect_uri] }

const keys = new Map<string, KeyObject>()

/** The key of a hub by its name, fetched once. */
const keyOf = async (issuer: string, kid: string): Promise<KeyObject | undefined> => {
  const known = keys.get(`${issuer} ${kid}`)
  if (known) return known
  const published = (await (await fetch(`${issuer}/jwks`)).json()) as {
    keys: ({ kid: string } & Record<string, string>)[]
  }
  for (const jwk of published.keys)
    keys.set(`${issuer} ${jwk.kid}`, createPublicKey({ key: jwk, format: 'jwk' }))
  return keys.get(`${issuer} ${kid}`)
}

const decoded = (part = ''): Claims => JSON.parse(Buffer.from(part, 'base64url').toString())

/** The claims of a signed answer; @throws when the signature is not the hub's. */
const verified = async (issuer: string, jwt: string): Promise<Claims> => {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const key = await keyOf(issuer, String(decoded(header).kid))
  const options = key && { key, dsaEncoding: 'ieee-p1363' as const }
  if (
    !options ||
    !verify('sha256', Buffer.from(`${header}.${payload}`), options, Buffer.from(signature, 'base64url'))
  )
    throw new Error(`a signature of nobody: ${jwt}`)
  return decoded(payload)
}

/** A whole login of one person for one client, with a fault or without; answers what was wrong with it. */
export const logIn = async (
  url: string,
  client: SoakClient,
  { hub, persona, acr }: Subject,
  shows: Shows | undefined,
): Promise<{ wrong: string[]; name: (claim: string) => unknown }> => {
  const issuer = `${url}/${hub}/api/v2`
  const [state, nonce] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')]
  const asked: Asked = { hub, issuer, client_id: client.client_id, nonce, state }
  const scope = hub.startsWith('france')
    ? 'openid profile email'
    : 'openid given_name usual_name email uid siret'
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri,
    response_type: 'code',
    scope,
    state,
    nonce,
    ...(acr && { acr_values: acr }),
  })
  const headers = { 'doublure-persona': persona, ...(shows && { 'doublure-fault': shows.fault }) }
  const authorized = await fetch(`${issuer}/authorize?${query}`, { redirect: 'manual', headers })
  const back = URL.parse(authorized.headers.get('location') ?? '')?.searchParams
  const code = back?.get('code')
  if (!back || !code) throw new Error(`no code: ${authorized.status} ${await authorized.text()}`)
  await authorized.body?.cancel()
  const redeem = () =>
    fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, ...client }),
    })
  const granted = await redeem()
  const seen: Seen = {
    state: back.get('state'),
    status: granted.status,
    claims: {},
    userinfo: {},
    userinfoStatus: 0,
  }
  const tokens = (await granted.json()) as { access_token?: string; id_token?: string }
  if (tokens.id_token && tokens.access_token) {
    seen.claims = await verified(issuer, tokens.id_token)
    const userinfo = await fetch(`${issuer}/userinfo`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    seen.userinfoStatus = userinfo.status
    const text = await userinfo.text()
    if (userinfo.status === 200)
      seen.userinfo = text.startsWith('{') ? JSON.parse(text) : await verified(issuer, text)
  }
  const signs = faults.filter(({ wrong }) => wrong(seen, asked)).map(({ fault }) => fault)
  const expected = shows ? [shows.fault] : []
  const isWhole = shows !== undefined || seen.userinfo.sub === seen.claims.sub
  const isOdd =
    signs.join() !== expected.join() && !(shows?.fault === 'token-error-500' && granted.status === 500)
  return {
    wrong: [
      ...(isOdd ? [`expected the faults [${expected}], saw [${signs}]: ${JSON.stringify(seen)}`] : []),
      ...(isWhole && (shows || seen.userinfoStatus === 200)
        ? []
        : [`an incomplete login: ${JSON.stringify(seen)}`]),
    ],
    name: (claim) => seen.userinfo[claim],
  }
}
