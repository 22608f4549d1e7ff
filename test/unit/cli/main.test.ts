import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstFiles } from '../../../src/cli/first-files.ts'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** Runs the program itself, as a shell would. */
const doublure = (cwd: string, ...argv: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((answer) => {
    const child = execFile(process.execPath, [main, ...argv], { cwd }, (_, out, err) =>
      answer({ code: child.exitCode, out, err }),
    )
  })

describe('the program', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doublure-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('answers on the standard output, with exit code 0', async () => {
    const { code, out, err } = await doublure(folder, '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Usage: doublure')
  })

  test('complains on the standard error, with exit code 2 when misused', async () => {
    const { code, out, err } = await doublure(folder, '--prot')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('--port')
  })

  test('says nothing of a reader that goes before the end, and ends as if it had read all', async () => {
    const child = spawn(process.execPath, [main, 'serve', '--help'], { cwd: folder })
    child.stdout.destroy()
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('writes on the disk, making folders on the way, and then finds what it wrote', async () => {
    expect(await doublure(folder, 'init')).toMatchObject({ code: 0, err: '' })
    for (const [name, content] of Object.entries(firstFiles)) {
      expect(await readFile(join(folder, name), 'utf8')).toBe(content)
    }
    expect(await doublure(folder, 'init')).toMatchObject({
      code: 1,
      err: expect.stringContaining('already exists'),
    })
  })
})
