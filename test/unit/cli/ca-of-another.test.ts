import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exit } from '../../../src/cli/terminal.ts'
import { runWith } from './fake-terminal.ts'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, readFile: vi.fn(real.readFile) }
})

let folder = ''
let pem = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-ca-of-another-'))
  pem = (await ca('--only', 'pem')).out
})
afterEach(() => {
  vi.mocked(readFile).mockReset()
  rmSync(folder, { recursive: true })
})

const ca = (...flags: string[]) => runWith(['ca', '--data-dir', folder, ...flags])

/** The files of these names belong to another account, which keeps them to itself. */
const keepAway = async (...names: readonly string[]) => {
  const { readFile: read } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
  vi.mocked(readFile).mockImplementation(async (path, options) => {
    if (names.some((name) => path === join(folder, 'tls', name)))
      throw Object.assign(new Error(`EACCES: permission denied, open '${path}'`), { code: 'EACCES' })
    return read(path, options)
  })
}

test('who may not read the key of the authority is shown its certificate and how to trust it', async () => {
  await keepAway('ca-key.pem')
  const { code, out, err } = await ca()
  expect(code).toBe(exit.fine)
  expect(out).toContain(pem)
  expect(out).toContain('NODE_EXTRA_CA_CERTS')
  expect(err).toMatch(/as it stands, and cannot be renewed from here: EACCES: .*ca-key\.pem/)
  expect(await ca('--only', 'pem')).toMatchObject({ code: exit.fine, out: pem })
  expect((await ca('--only', 'path')).out).toBe(`${join(folder, 'tls', 'ca.pem')}\n`)
})

test('who may not read its certificate either is told so', async () => {
  await keepAway('ca.pem', 'ca-key.pem')
  expect(await ca()).toMatchObject({ code: exit.failed, out: '', err: expect.stringContaining('EACCES') })
})

test('a certificate that is none is shown to nobody', async () => {
  await keepAway('ca-key.pem')
  writeFileSync(join(folder, 'tls', 'ca.pem'), 'spoilt')
  expect(await ca()).toMatchObject({
    code: exit.failed,
    out: '',
    err: expect.stringContaining('cannot be used'),
  })
})
