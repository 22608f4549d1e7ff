import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { form, type Reply, type Sent, send } from './send.ts'

/** One client of one server, as the load logs it in. */
export type Target = {
  endpoints: { token: string; userinfo: string; jwks: string }
  client_id: string
  client_secret: string
  redirect_uri: string
  /** The request that begins a login; `unique` serves as state and nonce. */
  authorize(unique: string): Sent
  /** Brings a person through pages to the client's address, in place of following redirects. */
  walk?(authorize: Sent): Promise<string>
  /** Signatures that the server makes for a login; default: the ID Token's and userinfo's. */
  userinfoIsSigned?: boolean
}

export type Keys = ReadonlyMap<string, KeyObject>

/** What a login has got from the token endpoint. */
export type Tokens = { access_token: string; id_token: string }

/** The public keys of a server, fetched once as clients do. */
export const fetchKeys = async ({ endpoints }: Target): Promise<Keys> => {
  const { body } = await send({ url: endpoints.jwks })
  const { keys } = JSON.parse(body) as { keys: { kid: string }[] }
  return new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk as never, format: 'jwk' })]))
}

const checkSigned = (jwt: string, keys: Keys): void => {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string; alg: string }
  const key = keys.get(kid)
  if (!key) throw new Error(`signed with a key that is not published: ${jwt}`)
  const options = alg === 'ES256' ? ({ key, dsaEncoding: 'ieee-p1363' } as const) : key
  const holds = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    options,
    Buffer.from(signature, 'base64url'),
  )
  if (!holds) throw new Error(`bad signature: ${jwt}`)
}

let counter = 0

/** Asks for a login and follows redirects, with cookies, up to the client's address; gives the code. */
export const authorize = async (target: Target): Promise<string> => {
  const first = target.authorize(`${++counter}`.padStart(43, 'n'))
  const location = target.walk ? await target.walk(first) : await follow(first, target.redirect_uri)
  const code = new URL(location).searchParams.get('code')
  if (!code) throw new Error(`no code: ${location}`)
  return code
}

const follow = async (first: Sent, until: string): Promise<string> => {
  const jar = new Map<string, string>()
  let url = first.url
  let reply = await send(first)
  for (let hops = 0; hops < 5; hops++) {
    if (reply.location === undefined) break
    if (reply.location.startsWith(until)) return reply.location
    keepCookies(jar, reply)
    url = new URL(reply.location, url).href
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    reply = await send({ url, headers: { cookie } })
  }
  throw new Error(`no way to the client: ${reply.status} ${reply.location} ${reply.body.slice(0, 500)}`)
}

const keepCookies = (jar: Map<string, string>, { headers }: Reply): void => {
  for (const line of headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
}

/** Redeems a code; the signature of the ID Token is checked. */
export const redeem = async (target: Target, code: string, keys: Keys): Promise<Tokens> => {
  const { endpoints, client_id, client_secret, redirect_uri } = target
  const fields = { grant_type: 'authorization_code', code, redirect_uri, client_id, client_secret }
  const { body } = await send({ url: endpoints.token, ...form(fields) })
  const tokens = JSON.parse(body) as Tokens
  if (!tokens.access_token || !tokens.id_token) throw new Error(`bad token answer: ${body}`)
  checkSigned(tokens.id_token, keys)
  return tokens
}

export const fetchUserinfo = async ({ endpoints }: Target, { access_token }: Tokens): Promise<void> => {
  const { status, body } = await send({
    url: endpoints.userinfo,
    headers: { authorization: `Bearer ${access_token}` },
  })
  if (status !== 200) throw new Error(`bad userinfo answer: ${status} ${body}`)
}

/** A whole login. */
export const logIn = async (target: Target, keys: Keys): Promise<void> =>
  fetchUserinfo(target, await redeem(target, await authorize(target), keys))
