import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, callback, codeOf } from './walk.ts'

// The client's own server has a certificate that nobody signed.
vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')

const redirect_uris = [callback, 'https://elsewhere.example/callback']
const answers: Record<string, { status?: number; body: string }> = {
  '/right': { body: JSON.stringify(redirect_uris) },
  '/missing': { body: JSON.stringify([callback]) },
  '/object': { body: '{"redirect_uris":[]}' },
  '/html': { body: '<html></html>' },
  '/gone': { status: 404, body: 'gone' },
}

const file = (name: string) => readFileSync(new URL(`documents/${name}`, import.meta.url))
const clientServer = createServer(
  { key: file('localhost.key'), cert: file('localhost.crt') },
  (request, response) => {
    const { status = 200, body } = answers[request.url ?? ''] ?? { status: 404, body: '' }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  },
)
await new Promise<void>((resolve) => clientServer.listen(0, resolve))
const at = (path: string) => `https://localhost:${(clientServer.address() as AddressInfo).port}${path}`

const cases = [
  ['/right', at('/right'), undefined],
  ['an array without every address', at('/missing'), 'Y04639D8'],
  ['no array', at('/object'), 'Y04639D8'],
  ['no JSON', at('/html'), 'Y049E35D'],
  ['status 404', at('/gone'), 'Y04A8220'],
  ['nobody there', 'https://localhost:1/', 'Y04ED062'],
  ['an address without https', 'http://localhost:3000/sector.json', 'Y043310B'],
] as const

const doublure = await startDoublure({
  clients: cases.map(([, sector_identifier_uri], index) => ({
    ...rp,
    client_id: `rp-${index}`,
    redirect_uris,
    sector_identifier_uri,
  })),
})
afterAll(async () => {
  await doublure.close()
  clientServer.close()
})

test.each(cases.map(([name, , code], index) => [name, code, `rp-${index}`] as const))(
  'sector_identifier_uri: %s',
  async (_name, code, client_id) => {
    const seen = await new Browser().open(authorizeUrl(doublure.issuer('franceconnect'), { client_id }))
    expect([seen.status, codeOf(seen)]).toEqual(code === undefined ? [303, undefined] : [400, code])
    if (code === 'Y04A8220') expect(seen.body).toContain('sector_identifier_uri')
  },
)
