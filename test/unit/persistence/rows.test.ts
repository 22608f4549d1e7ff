import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRows, type Rows } from '../../../src/persistence/rows.ts'

let parent: string
let folder: string
let opened: Rows[]
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'doublure-rows-'))
  folder = join(parent, 'state', 'of-staging')
  opened = []
})
afterEach(() => {
  for (const rows of opened) rows.close()
  rmSync(parent, { recursive: true })
})

const open = async () => {
  const rows = await openRows(folder)
  opened.push(rows)
  return rows
}
const reopen = async () => {
  for (const rows of opened.splice(0)) rows.close()
  return open()
}
const exchange = (id: string, second: number) => ({
  id,
  at: `2026-11-21T08:00:0${second}.000Z`,
  value: { id },
})
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

describe('values', () => {
  test('are found again by kind, in the order in which they came, the last word winning', async () => {
    const rows = await open()
    rows.keep(
      'clients',
      new Map([
        ['b', 1],
        ['a', 2],
      ]),
    )
    rows.keep('clients', new Map([['b', { three: 3 }]]))
    rows.keep('personas', new Map([['b', 'someone']]))
    expect((await reopen()).list('clients')).toEqual([
      { id: 'b', value: { three: 3 } },
      { id: 'a', value: 2 },
    ])
  })

  test('that became undefined are forgotten', async () => {
    const rows = await open()
    rows.keep(
      'clients',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    )
    rows.keep('clients', new Map([['a', undefined]]))
    expect(ids((await reopen()).list('clients'))).toEqual(['b'])
  })

  test('are written all or none', async () => {
    const rows = await open()
    const endless: Record<string, unknown> = {}
    endless.self = endless
    const changes = new Map<string, unknown>([
      ['fine', 1],
      ['endless', endless],
    ])
    expect(() => rows.keep('clients', changes)).toThrow(/circular/i)
    rows.keep('clients', new Map([['later', 1]]))
    expect(ids((await reopen()).list('clients'))).toEqual(['later'])
  })
})

describe('exchanges', () => {
  test('come back oldest first, the newest when there are too many', async () => {
    const rows = await open()
    rows.keepExchanges([exchange('third', 3), exchange('first', 1)])
    rows.keepExchanges([exchange('second', 2)])
    const again = await reopen()
    expect(ids(again.exchanges(10))).toEqual(['first', 'second', 'third'])
    expect(ids(again.exchanges(2))).toEqual(['second', 'third'])
  })

  test('are forgotten by their ids, or because they are old', async () => {
    const rows = await open()
    rows.keepExchanges([1, 2, 3, 4].map((second) => exchange(`e${second}`, second)))
    rows.forgetExchanges(['e3', 'unknown'])
    rows.trimExchanges(2)
    expect(ids(rows.exchanges(10))).toEqual(['e2', 'e4'])
  })

  test('take the place of the one with their id', async () => {
    const rows = await open()
    rows.keepExchanges([exchange('e1', 1), exchange('e2', 2)])
    rows.keepExchanges([{ ...exchange('e1', 1), value: 'changed' }])
    expect(rows.exchanges(10)).toEqual([
      { id: 'e1', value: 'changed' },
      { id: 'e2', value: { id: 'e2' } },
    ])
  })
})

describe('the folder', () => {
  test('holds no trace of what was forgotten, running or closed', async () => {
    const bytes = () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('')
    const rows = await open()
    const long = 'zoe-run '.repeat(2000)
    rows.keep('personas', new Map([['zoe', long]]))
    rows.keep('personas', new Map([['zoe', 'renamed']]))
    rows.keepExchanges([{ ...exchange('zoe-run', 1), value: long }, exchange('other', 2)])
    expect(bytes()).toContain('zoe-run')
    rows.keep('personas', new Map([['zoe', undefined]]))
    rows.forgetExchanges(['zoe-run'])
    expect(bytes()).not.toContain('zoe-run')
    expect(bytes()).toContain('other')
    expect(ids((await reopen()).exchanges(10))).toEqual(['other'])
    expect(bytes()).not.toContain('zoe-run')
  })

  test('is made on the way, and its file is its owner’s alone', async () => {
    const { file } = await open()
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readdirSync(folder)).toContain('doublure.sqlite')
  })

  test('of a running server is refused to another', async () => {
    const rows = await open()
    await expect(openRows(folder)).rejects.toThrow(/another server keeps its state there/)
    rows.keep('clients', new Map([['still', 'fine']]))
    expect(ids(rows.list('clients'))).toEqual(['still'])
  })

  test('that is a file, or below one, is refused', async () => {
    writeFileSync(join(parent, 'state'), '')
    await expect(openRows(folder)).rejects.toThrow(
      /data_dir .*of-staging: it cannot be written: it is a file/,
    )
    await expect(openRows(join(parent, 'state'))).rejects.toThrow(/it is a file, a folder is expected/)
  })

  test('whose file is no database is refused, and the file is left as it is', async () => {
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'doublure.sqlite')
    writeFileSync(file, 'a shopping list that is no database at all'.repeat(100))
    const { size } = statSync(file)
    await expect(openRows(folder)).rejects.toThrow(/it is not a database; move it away/)
    expect(statSync(file).size).toBe(size)
  })

  test('that a newer version wrote is refused', async () => {
    const { file } = await open()
    for (const rows of opened.splice(0)) rows.close()
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 2')
    database.close()
    await expect(openRows(folder)).rejects.toThrow(
      /a newer Doublure wrote it \(version 2, this one reads 1\)/,
    )
  })
})
