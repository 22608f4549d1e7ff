import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { spawnDoublure } from '../../support/process.ts'
import { callApi } from '../control/drive.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-process-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const addressOf = ({ url, err }: { url: string | undefined; err(): string }): string => {
  if (url === undefined) throw new Error(`it did not start: ${err()}`)
  return url
}

test('kill -9 in the middle of writes loses nothing that was answered', async () => {
  const data_dir = join(folder, 'state')
  const child = await spawnDoublure(folder, ['--data-dir', data_dir])
  const url = addressOf(child)
  const api = callApi({ url })
  const answered = { clients: [] as string[], labels: [] as string[] }
  // Several at once, so that the end finds requests at every stage.
  const writers = [0, 1, 2, 3].map(async (writer) => {
    for (let n = 0; ; n++) {
      const name = `w${writer}-${n}`
      const { status } = await api('PUT', `/clients/${name}`, { ...rp, client_id: undefined })
      if (status === 201) answered.clients.push(name)
      const exchange = await fetch(`${url}/proconnect/api/v2/jwks`, { headers: { 'doublure-label': name } })
      if (exchange.status === 200) answered.labels.push(name)
    }
  })
  const interrupted = Promise.allSettled(writers)
  while (answered.labels.length < 60) await wait(5)
  expect(await child.end('SIGKILL')).toBe(null)
  await interrupted

  const again = await startDoublure({ data_dir, clients: [] })
  const clients = new Set((await again.clients.list()).map(({ client_id }) => client_id))
  const labels = new Set(again.exchanges().map(({ label }) => label))
  await again.close()
  expect(answered.clients.filter((name) => !clients.has(name))).toEqual([])
  expect(answered.labels.filter((name) => !labels.has(name))).toEqual([])
  // What was in flight may be there or not: one for each writer at most.
  expect(clients.size - answered.clients.length).toBeLessThanOrEqual(writers.length)
  expect(labels.size - answered.labels.length).toBeLessThanOrEqual(writers.length)
})

test('nothing is written without data_dir: a process that may not write does everything the same', async () => {
  const child = await spawnDoublure(folder, [], ['--permission', '--allow-fs-read=*'])
  const url = addressOf(child)
  const api = callApi({ url })
  expect((await api('PUT', '/clients/added', { ...rp, client_id: undefined })).status).toBe(201)
  expect((await api('PATCH', '/personas/angela-dubois', { blocked: true })).status).toBe(200)
  expect((await fetch(`${url}/proconnect/api/v2/jwks`)).status).toBe(200)
  const query = 'client_id=added&hub=proconnect&criterion=button%2Fofficial'
  const declaration = {
    ...Object.fromEntries(new URLSearchParams(query)),
    verdict: 'passed',
    name: 'Someone',
  }
  expect((await api('PUT', '/report/declarations', declaration)).status).toBe(200)
  expect((await api('POST', '/report/history', { client_id: 'added' })).status).toBe(201)
  expect((await api('POST', '/reset')).status).toBe(204)
  expect(await child.end('SIGTERM')).toBe(0)
  expect(child.err()).toBe('')
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that cannot be written is a problem, and the process ends with 1', async () => {
  writeFileSync(join(folder, 'taken'), '')
  const child = await spawnDoublure(folder, ['--data-dir', 'taken/state'])
  expect(child.url).toBeUndefined()
  expect(await child.end('SIGTERM')).toBe(1)
  expect(child.err()).toContain(
    `data_dir ${join(folder, 'taken/state')}: it cannot be written: it is a file, a folder is expected`,
  )
})

test('data_dir of a configuration file is relative to that file, and a stop leaves one tidy file', async () => {
  writeFileSync(join(folder, 'doublure.yaml'), 'data_dir: ./kept\n')
  const child = await spawnDoublure(folder, [])
  addressOf(child)
  expect(await child.end('SIGTERM')).toBe(0)
  expect(readdirSync(join(folder, 'kept'))).toEqual(['doublure.sqlite'])
})
