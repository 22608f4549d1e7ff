import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openListeners } from '../../../src/server/listeners.ts'

const DAY = 24 * 3600 * 1000
const START = Date.UTC(2026, 10, 21)

let parent = ''
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  parent = mkdtempSync(join(tmpdir(), 'doublure-listeners-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(parent, { recursive: true })
})

/** Day until which the certificate that a port shows is valid, counted from the start. */
const lastDay = async (port: number): Promise<number> => {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { valid_to } = socket.getPeerCertificate()
  socket.destroy()
  return (Date.parse(valid_to) - START) / DAY
}

test('a certificate of the local authority is made again in time, and served until that is possible', async () => {
  const folder = join(parent, 'tls')
  let day = 0
  const failures: unknown[] = []
  const { port, close } = await openListeners(
    { port: 0, host: '127.0.0.1', hubs: [], tls: { folder, names: [] } },
    { limits: {}, now: () => START + day * DAY, onFailure: (failure) => failures.push(failure) },
    () => undefined,
  )
  const on = async (next: number) => {
    day = next
    await vi.advanceTimersByTimeAsync(DAY)
  }
  expect(await lastDay(port)).toBe(397)
  await on(366)
  expect(await lastDay(port)).toBe(397)
  renameSync(folder, `${folder}.away`)
  writeFileSync(folder, '')
  await on(368)
  await expect
    .poll(() => failures)
    .toEqual([expect.objectContaining({ message: expect.stringContaining(folder) })])
  expect(await lastDay(port)).toBe(397)
  rmSync(folder)
  renameSync(`${folder}.away`, folder)
  await on(369)
  await expect.poll(() => lastDay(port)).toBe(369 + 397)
  await on(700)
  expect(await lastDay(port)).toBe(369 + 397)
  await on(737)
  await expect.poll(() => lastDay(port)).toBe(737 + 397)
  expect(failures).toHaveLength(1)
  await close()
})
