import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alone } from '../../../src/tls/alone.ts'

let parent = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'doublure-alone-'))
})
afterEach(() => {
  expect(readdirSync(parent)).toEqual([])
  rmSync(parent, { recursive: true })
})

test('work on a folder is done by one at a time, and a failure keeps nobody from theirs', async () => {
  const folder = join(parent, 'tls')
  let working = 0
  const seen: number[] = []
  const work = async () => {
    seen.push(++working)
    await Promise.resolve()
    working--
    throw new Error(`failed ${seen.length}`)
  }
  const done = await Promise.allSettled([alone(folder, work), alone(folder, work), alone(folder, work)])
  expect(seen).toEqual([1, 1, 1])
  expect(done.map((one) => one.status === 'rejected' && one.reason.message).toSorted()).toEqual([
    'failed 1',
    'failed 2',
    'failed 3',
  ])
})

test('who died at its work keeps the others from theirs for a while', async () => {
  const folder = join(parent, 'tls')
  mkdirSync(`${folder}.lock`)
  expect(await alone(folder, async () => 'done', 2)).toBe('done')
})
