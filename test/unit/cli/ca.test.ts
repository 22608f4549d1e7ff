import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exit } from '../../../src/cli/terminal.ts'
import { openCertificate } from '../../../src/tls/open-certificate.ts'
import { runWith } from './fake-terminal.ts'

let userData = ''
beforeAll(() => {
  userData = mkdtempSync(join(tmpdir(), 'doublure-ca-'))
})
afterAll(() => rmSync(userData, { recursive: true }))

const ca = (...flags: string[]) => runWith(['ca', ...flags], { userData })

describe('ca', () => {
  test('makes the authority, and says where it is and how to trust it', async () => {
    const path = join(userData, 'tls', 'ca.pem')
    const { code, out, err } = await ca()
    expect({ code, err }).toEqual({ code: exit.fine, err: '' })
    const pem = readFileSync(path, 'utf8')
    expect(out.startsWith(`${path}\n\n${pem}`)).toBe(true)
    for (const word of [
      'NODE_EXTRA_CA_CERTS',
      'keytool -importcert',
      'REQUESTS_CA_BUNDLE',
      'SSL_CERT_FILE',
      'curl --cacert',
      'update-ca-certificates',
      'update-ca-trust',
      'security add-trusted-cert',
      'certutil -addstore',
      'COPY ca.pem',
    ])
      expect(out).toContain(word)
    expect(out).not.toContain('PRIVATE KEY')
  })

  test('prints the path or the certificate alone, the same each time', async () => {
    const { out: path } = await ca('--only', 'path')
    const { out: pem } = await ca('--only', 'pem')
    expect(readFileSync(path.trim(), 'utf8')).toBe(pem)
    expect(new X509Certificate(pem).ca).toBe(true)
  })

  test('takes no other part', async () => {
    expect(await ca('--only', 'key')).toMatchObject({
      code: exit.misused,
      err: expect.stringContaining('--only takes path or pem, not "key"'),
    })
  })

  test('keeps it in data_dir', async () => {
    const folder = join(userData, 'state')
    expect((await ca('--only', 'path', '--data-dir', folder)).out).toBe(`${join(folder, 'tls', 'ca.pem')}\n`)
    expect(existsSync(join(folder, 'tls', 'ca-key.pem'))).toBe(true)
  })

  test('has nothing to say of a certificate that was given', async () => {
    const { cert, key } = await openCertificate(join(userData, 'given'), ['localhost'], Date.now())
    const files = { 'hub.crt': cert, 'hub.key': key, 'doublure.yaml': 'tls: { cert: hub.crt, key: hub.key }' }
    const { code, out, err } = await runWith(['ca'], { userData, files, now: Date.now })
    expect({ code, out }).toEqual({ code: exit.failed, out: '' })
    expect(err).toContain('tls.cert names a certificate of yours')
  })

  test('prints the problems of the configuration', async () => {
    expect(await ca('--tls-cert', '/hub.crt', '--tls-key', '/hub.key')).toMatchObject({
      code: exit.failed,
      err: expect.stringContaining('cannot read /hub.crt: it does not exist'),
    })
  })
})
