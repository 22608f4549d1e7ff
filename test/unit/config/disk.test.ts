import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { disk } from '../../../src/config/disk.ts'
import { parseDocument } from '../../../src/lib/document.ts'

test.each([
  ['utf8', []],
  ['latin1', ['a.yaml:2']],
] as const)('a file of the disk in %s is read, or told at its line', async (encoding, origins) => {
  const folder = mkdtempSync(join(tmpdir(), 'doublure-disk-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'a.yaml')
  writeFileSync(path, 'id: helene\nlabel: Hélène\n', encoding)
  const { problems } = parseDocument('a.yaml', await disk.read(path))
  expect(problems.map(({ origin }) => origin)).toEqual(origins)
})
