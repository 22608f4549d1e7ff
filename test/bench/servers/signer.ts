// The physical limit: three answers over node:http, two of which hold a signature of node:crypto, and nothing else.
import { createPrivateKey, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { keys, publicKeys } from '../keys.ts'

const { values } = parseArgs({ options: { port: { type: 'string' }, alg: { type: 'string' } } })
const jwk = keys.find(({ alg }) => alg === values.alg)
const key = createPrivateKey({ key: jwk as never, format: 'jwk' })

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = () => {
  const claims = { iss: 'signer', aud: 'client', sub: 'x'.repeat(64), nonce: 'n'.repeat(43), exp: 0, iat: 0 }
  const input = `${encode({ alg: values.alg, kid: jwk?.kid })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
  if (pathname === '/authorize') {
    const location = `${searchParams.get('redirect_uri')}?code=c&state=${searchParams.get('state')}`
    response.writeHead(303, { location }).end()
  } else if (pathname === '/token') {
    request.resume().on('end', () => response.end(JSON.stringify({ access_token: 'a', id_token: token() })))
  } else response.end(pathname === '/userinfo' ? token() : JSON.stringify({ keys: publicKeys }))
})
server.listen(Number(values.port), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
