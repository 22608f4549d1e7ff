import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { Agent, request } from 'node:http'

/** One client of a hub, as the benchmark logs it in. */
export type Target = {
  issuer: string
  /** Headers that make the login show no page. */
  headers: Record<string, string>
  client_id: string
  client_secret: string
  redirect_uri: string
  params: Record<string, string>
}

type Reply = { status: number; location: string | undefined; body: string }

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

const send = (method: string, url: string, headers: Record<string, string>, body?: string): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** Fetches the keys of a hub once. */
export const fetchKeys = async ({ issuer }: Target): Promise<Map<string, KeyObject>> => {
  const { body } = await send('GET', `${issuer}/jwks`, {})
  const { keys } = JSON.parse(body) as { keys: { kid: string }[] }
  return new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk as never, format: 'jwk' })]))
}

const isSigned = (jwt: string, keys: Map<string, KeyObject>): boolean => {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string; alg: string }
  const key = keys.get(kid)
  if (!key) return false
  const options = alg === 'ES256' ? ({ key, dsaEncoding: 'ieee-p1363' } as const) : key
  return verify('sha256', Buffer.from(`${header}.${payload}`), options, Buffer.from(signature, 'base64url'))
}

let counter = 0

/** A whole login: authorize with no page, token, signature of the ID Token checked, userinfo. */
export const logInOnce = async (target: Target, keys: Map<string, KeyObject>): Promise<void> => {
  const unique = `${++counter}`.padStart(43, 'n')
  const query = new URLSearchParams({
    client_id: target.client_id,
    redirect_uri: target.redirect_uri,
    response_type: 'code',
    state: unique,
    nonce: unique,
    ...target.params,
  })
  const authorized = await send('GET', `${target.issuer}/authorize?${query}`, target.headers)
  const code = authorized.location && new URL(authorized.location).searchParams.get('code')
  if (!code)
    throw new Error(`no code: ${authorized.status} ${authorized.location} ${authorized.body.slice(0, 500)}`)
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: target.redirect_uri,
    client_id: target.client_id,
    client_secret: target.client_secret,
  })
  const granted = await send(
    'POST',
    `${target.issuer}/token`,
    { 'content-type': 'application/x-www-form-urlencoded' },
    form.toString(),
  )
  const { access_token, id_token } = JSON.parse(granted.body) as Record<string, string>
  if (!access_token || !id_token || !isSigned(id_token, keys))
    throw new Error(`bad token answer: ${granted.body}`)
  const userinfo = await send('GET', `${target.issuer}/userinfo`, { authorization: `Bearer ${access_token}` })
  if (userinfo.status !== 200) throw new Error(`bad userinfo answer: ${userinfo.status} ${userinfo.body}`)
}

/** Runs `count` logins, `concurrency` at a time; gives logins per second. */
export const logInMany = async (target: Target, count: number, concurrency: number): Promise<number> => {
  const keys = await fetchKeys(target)
  let left = count
  const began = performance.now()
  const worker = async () => {
    while (left > 0) {
      left--
      await logInOnce(target, keys)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return count / ((performance.now() - began) / 1000)
}
