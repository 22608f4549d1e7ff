import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientSchema } from '../../../src/clients/client.ts'
import { createClients } from '../../../src/clients/clients.ts'
import { Archive } from '../../../src/conformance/archive.ts'
import { createIdentityProviders } from '../../../src/identity-providers/identity-providers.ts'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { type Lasting, restore } from '../../../src/persistence/persist.ts'
import { createPersonas } from '../../../src/personas/personas.ts'
import { rp } from '../../support/mock.ts'
import { exchange } from '../journal/exchange.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-persist-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const config = { clients: [], personas: [], identity_providers: [], journal: { size: 10 } }
const nothing = (): Lasting => ({
  clients: createClients([]),
  people: createPersonas([]),
  identityProviders: createIdentityProviders([]),
  journal: new Journal(10),
  archive: new Archive(),
})
const read = (one: Exchange) => ({ exchange: one, tokens: [] })
const noFailure = ({ message }: Error) => expect.unreachable(message)
const strange = (table: string, column: string) => {
  const database = new DatabaseSync(join(folder, 'doublure.sqlite'))
  database.exec(`UPDATE ${table} SET value = '[{"${column}":"of another age"}]'`)
  database.close()
}

test('a disk that fails is told, and the server goes on', async () => {
  const lasting = nothing()
  const persistence = await restore({ ...config, data_dir: folder }, lasting)
  const failures: string[] = []
  const fail = () => {
    throw new Error('disk I/O error')
  }
  persistence?.follow({ read: fail, onFailure: ({ message }) => failures.push(message) })
  lasting.journal.record(exchange('e1'))
  expect(lasting.journal.filter()).toHaveLength(1)
  expect(failures).toEqual([
    `data_dir ${folder}: disk I/O error; what just changed will be gone at the next start`,
  ])
  persistence?.close()
})

test('changes after the end are nobody’s failure', async () => {
  const lasting = nothing()
  const persistence = await restore({ ...config, data_dir: folder }, lasting)
  const failures: string[] = []
  persistence?.follow({ read, onFailure: ({ message }) => failures.push(message) })
  persistence?.close()
  lasting.journal.record(exchange('e1'))
  lasting.clients.reset()
  expect(failures).toEqual([])
})

test('exchanges that this version cannot read are left out, and that is told', async () => {
  const lasting = nothing()
  const first = await restore({ ...config, data_dir: folder }, lasting)
  first?.follow({ read, onFailure: noFailure })
  lasting.journal.record(exchange('e1'))
  first?.close()
  strange('exchanges', 'colour')
  const failures: string[] = []
  const second = await restore({ ...config, data_dir: folder }, nothing())
  second?.follow({ read, onFailure: ({ message }) => failures.push(message) })
  second?.close()
  expect(failures).toEqual([`data_dir ${folder}: 1 kept exchange of another version left out`])
})

test('a registration that this version cannot read is refused with its place, and the folder is given back', async () => {
  const lasting = nothing()
  const first = await restore({ ...config, data_dir: folder }, lasting)
  first?.follow({ read, onFailure: noFailure })
  lasting.clients.put(clientSchema.parse(rp))
  first?.close()
  strange('kept', 'colour')
  const again = () => restore({ ...config, data_dir: folder }, nothing())
  await expect(again()).rejects.toThrow(/doublure\.sqlite \(clients rp\): .*client_id/)
  await expect(again()).rejects.toThrow(/colour/)
  expect(existsSync(join(folder, 'doublure.sqlite'))).toBe(true)
})
