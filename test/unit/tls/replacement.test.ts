import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openAuthority } from '../../../src/tls/authority.ts'

vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original()
  return { ...real, rename: vi.fn(real.rename) }
})

test('an authority that cannot be replaced stays as it is, and no draft is left', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'doublure-replacement-'))
  onTestFinished(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, 'tls')
  const now = Date.UTC(2026, 10, 21)
  const first = await openAuthority(folder, ['localhost'], now)
  const { rename: move } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
  vi.mocked(rename).mockImplementation(async (from, to) => {
    if (to === folder && !String(from).endsWith('.former')) throw new Error('the disk is full')
    await move(from, to)
  })
  await expect(openAuthority(folder, ['agents.acme.fr'], now)).rejects.toThrow(
    /cannot be used: the disk is full/,
  )
  expect(readdirSync(parent)).toEqual(['tls'])
  expect(await openAuthority(folder, ['localhost'], now)).toEqual(first)
})
