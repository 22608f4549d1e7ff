import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { readFailure } from '../config/files.ts'
import { ProblemsError } from '../lib/problem.ts'

/** A value as the disk has it: JSON that nobody checked yet. */
export type Row = { id: string; value: unknown }

/** An exchange as a row: `value` is JSON. */
export type ExchangeRow = { id: string; at: string; value: unknown }

/** The tables of one data folder; every call that writes is one transaction, on the disk when it returns. */
export type Rows = {
  file: string
  /** What is kept of a kind, in the order in which it came. */
  list(kind: string): Row[]
  /** Keeps each value under its id, in the place of the one before; `undefined` forgets it. */
  keep(kind: string, changes: ReadonlyMap<string, unknown>): void
  /** The newest exchanges, oldest first. */
  exchanges(limit: number): Row[]
  keepExchanges(exchanges: readonly ExchangeRow[]): void
  forgetExchanges(ids: readonly string[]): void
  /** Forgets the oldest exchanges, so that as many stay. */
  trimExchanges(size: number): void
  close(): void
}

/** The version of the tables; it grows when an older reader would misread them. */
const VERSION = 1

// One process owns the file, so WAL needs no shared memory and works on any volume. A commit is with the operating
// system when it returns: only a machine that loses power can lose the last ones, and even then the file is sound.
const settle = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA busy_timeout = 2000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
`

const tables = `
  CREATE TABLE IF NOT EXISTS kept (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, id)
  );
  CREATE TABLE IF NOT EXISTS exchanges (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, value TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS exchanges_by_date ON exchanges (at, seq);
  PRAGMA user_version = ${VERSION};
`

/**
 * Opens the tables of a folder, which is made when it does not exist.
 * @throws ProblemsError when the folder cannot be written, another server has it, or a newer Doublure wrote it.
 */
export const openRows = async (folder: string): Promise<Rows> => {
  const file = join(folder, 'doublure.sqlite')
  const refuse = (message: string) => new ProblemsError([{ origin: `data_dir ${folder}`, message }])
  // Loaded here alone: who keeps nothing needs no Node that has it.
  const sqlite = await import('node:sqlite').catch(() => {
    throw refuse('it needs the SQLite of Node.js: use Node.js 22.13 or later, or leave data_dir out')
  })
  try {
    mkdirSync(folder, { recursive: true })
    // What registrations hold is secret: the file is its owner's alone.
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    throw refuse(`it cannot be written: ${readFailure(error)}; choose a folder that this account may write`)
  }
  let database: DatabaseSync | undefined
  try {
    database = new sqlite.DatabaseSync(file)
    database.exec(settle)
    const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {}
    if (Number(version) > VERSION)
      throw new Error(`a newer Doublure wrote it (version ${version}, this one reads ${VERSION})`)
    database.exec(tables)
    return rowsOf(database, file)
  } catch (error) {
    database?.close()
    throw refuse(`doublure.sqlite cannot be used: ${whyNot(error)}`)
  }
}

const whyNot = (error: unknown): string => {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  if (code === 5) return 'another server keeps its state there; give each server a folder of its own'
  if (code === 26) return 'it is not a database; move it away to begin anew'
  return error instanceof Error ? error.message : String(error)
}

const rowsOf = (database: DatabaseSync, file: string): Rows => {
  const listed = database.prepare('SELECT id, value FROM kept WHERE kind = ? ORDER BY seq')
  const upsert = database.prepare(
    'INSERT INTO kept (kind, id, value) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value',
  )
  const remove = database.prepare('DELETE FROM kept WHERE kind = ? AND id = ?')
  const newest = database.prepare('SELECT id, value FROM exchanges ORDER BY at DESC, seq DESC LIMIT ?')
  const record = database.prepare(
    'INSERT INTO exchanges (id, at, value) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
  )
  const forget = database.prepare('DELETE FROM exchanges WHERE id = ?')
  const trim = database.prepare(
    'DELETE FROM exchanges WHERE seq IN (SELECT seq FROM exchanges ORDER BY at DESC, seq DESC LIMIT -1 OFFSET ?)',
  )
  const read = (found: readonly Record<string, unknown>[]): Row[] =>
    found.map(({ id, value }) => ({ id: String(id), value: JSON.parse(String(value)) }))
  const together = (write: () => void) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      write()
      database.exec('COMMIT')
    } catch (error) {
      // A full disk may have ended the transaction by itself.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
  // What is forgotten is overwritten in the file; what was written of it before stands in the log until that is emptied.
  const erase = () => void database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return {
    file,
    list: (kind) => read(listed.all(kind)),
    keep(kind, changes) {
      together(() => {
        for (const [id, value] of changes) {
          if (value === undefined) remove.run(kind, id)
          else upsert.run(kind, id, JSON.stringify(value))
        }
      })
      if ([...changes.values()].includes(undefined)) erase()
    },
    exchanges: (limit) => read(newest.all(limit)).reverse(),
    keepExchanges: (exchanges) =>
      together(() => {
        for (const { id, at, value } of exchanges) record.run(id, at, JSON.stringify(value))
      }),
    forgetExchanges(ids) {
      together(() => {
        for (const id of ids) forget.run(id)
      })
      erase()
    },
    trimExchanges: (size) => void trim.run(size),
    close: () => database.close(),
  }
}
