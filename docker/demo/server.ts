import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { importJWK, type JWK } from 'jose'
import type { DecryptionKey } from 'openid-client'
import { answer, type Parts } from './answer.ts'
import { hubs } from './hubs.ts'
import { createRelyingParty } from './relying-party.ts'
import { createSessions } from './sessions.ts'

const {
  DOUBLURE_PUBLIC_URL: publicUrl = 'http://localhost:3615',
  DOUBLURE_BACKEND_URL: backendUrl = publicUrl,
  DEMO_URL: ownUrl = 'http://localhost:3000',
  DEMO_HOST: host = '127.0.0.1',
  DEMO_PORT: port = '3000',
  DEMO_CLIENT_ID: client_id,
  DEMO_ISSUERS: issuersAsJson,
  DEMO_CLIENT_SECRET: client_secret = 'demo-secret-that-is-at-least-32-chars',
} = process.env

/** The key that opens what FranceConnect+ encrypts for the client demo-encrypted: shipped, public, for tests alone. */
const readKey = async (): Promise<DecryptionKey> => {
  const file = new URL('../../fixtures/keys/demo-encryption.json', import.meta.url)
  const { keys }: { keys: JWK[] } = JSON.parse(await readFile(file, 'utf8'))
  const [jwk] = keys
  const key = jwk && (await importJWK(jwk))
  if (!(key instanceof CryptoKey)) throw new Error(`no private key in ${file.pathname}`)
  return { key, ...(jwk?.alg && { alg: jwk.alg }), ...(jwk?.kid && { kid: jwk.kid }) }
}

const withoutSlash = (url: string): string => url.replace(/\/$/, '')
const origin = withoutSlash(ownUrl)

const issuers: Record<string, string> | undefined = issuersAsJson && JSON.parse(issuersAsJson)

const parts: Parts = {
  hubs: hubs
    .filter(({ id, encrypted }) => (!issuers || id in issuers) && !(client_id && encrypted))
    .map((hub) => (client_id ? { ...hub, client_id } : hub)),
  relyingParty: createRelyingParty(
    {
      publicUrl: withoutSlash(publicUrl),
      backendUrl: withoutSlash(backendUrl),
      ownUrl: origin,
      issuers: issuers ?? {},
    },
    client_secret,
    await readKey(),
  ),
  sessions: createSessions(() => randomBytes(32).toString('base64url')),
}

const style = await readFile(new URL('./style.css', import.meta.url))

const policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"

const server = createServer(async (request, response) => {
  const { method = 'GET', url = '/', headers } = request
  response.setHeader('x-content-type-options', 'nosniff')
  if (url === '/livez') {
    response.end('ok')
    return
  }
  if (url === '/style.css') {
    response.setHeader('content-type', 'text/css; charset=utf-8').end(style)
    return
  }
  // The address is ours, whatever the Host header says: the redirect URI is made of it.
  const asked = URL.parse(`${origin}${url}`) ?? new URL('/nowhere', origin)
  const { status, page, location, cookie } = await answer(
    { method, url: asked, cookies: headers.cookie },
    parts,
  )
  response.statusCode = status
  response.setHeader('cache-control', 'no-store')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('content-security-policy', policy)
  if (cookie) response.setHeader('set-cookie', cookie)
  if (location) response.setHeader('location', location)
  if (page) response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(page?.toString())
})

server.once('error', ({ message }) => {
  console.error(`The demonstration service cannot listen on ${host}:${port}: ${message}`)
  process.exitCode = 1
})

server.listen(Number(port), host, () => {
  console.log(`The demonstration service asks Doublure at ${backendUrl}.`)
  console.log(`Open ${origin} in a browser.`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close()
    server.closeAllConnections()
  })
}
