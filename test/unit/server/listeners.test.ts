import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openListeners } from '../../../src/server/listeners.ts'
import { makeAuthority, makeCertificate } from '../../../src/tls/certificate.ts'

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

const MINUTE = 60_000

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
  // The look of the day before may have met half of that.
  await expect.poll(() => String(failures.at(-1))).toContain(join(folder, 'ca.pem'))
  const told = failures.length
  expect(await lastDay(port)).toBe(397)
  rmSync(folder)
  renameSync(`${folder}.away`, folder)
  await on(369)
  await expect.poll(() => lastDay(port)).toBe(369 + 397)
  await on(700)
  expect(await lastDay(port)).toBe(369 + 397)
  await on(737)
  await expect.poll(() => lastDay(port)).toBe(737 + 397)
  expect(failures).toHaveLength(told)
  await close()
})

/** A certificate and key as an authority of somebody gives them, for so many days from the start. */
const certified = (days: number, hosts = ['localhost']) => {
  const authority = {
    name: 'An authority',
    hosts: ['localhost'],
    from: START - DAY,
    until: START + 900 * DAY,
  }
  const key = createPrivateKey(makeAuthority(authority).key)
  const order = { name: 'A server', hosts, from: START - DAY, until: START + days * DAY }
  return makeCertificate(order, { name: authority.name, key })
}

test('a certificate that was given is taken anew from its files, and what is wrong there is told once', async () => {
  const files = { certFile: join(parent, 'hub.crt'), keyFile: join(parent, 'hub.key') }
  // In one go, one file at a time: a look that is still under way sees what stood or what stands.
  const put = (path: string, text: string) => {
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  }
  const place = ({ cert, key }: { cert: string; key: string }) => {
    put(files.certFile, cert)
    put(files.keyFile, key)
  }
  const failures: unknown[] = []
  const first = certified(90)
  place(first)
  const { port, close } = await openListeners(
    { port: 0, host: '127.0.0.1', hubs: [], tls: { ...first, ...files, host: 'localhost' } },
    { limits: {}, now: () => START, onFailure: (failure) => failures.push(failure) },
    (_request, response) => response.end('served'),
  )
  const open = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(open, 'secureConnect')
  expect(await lastDay(port)).toBe(90)

  // Another minute at each try.
  const later = async <Value>(look: () => Value | Promise<Value>): Promise<Value> => {
    await vi.advanceTimersByTimeAsync(MINUTE)
    return look()
  }
  place(certified(180))
  expect(await lastDay(port)).toBe(90)
  await expect.poll(() => later(() => lastDay(port))).toBe(180)

  const wrong: [string, () => void][] = [
    ['not the private key', () => put(files.keyFile, first.key)],
    ['expected a certificate in PEM', () => put(files.certFile, 'half writ')],
    [
      'expected localhost, the host of public_url',
      () => put(files.certFile, certified(270, ['elsewhere.test']).cert),
    ],
    ['has expired', () => put(files.certFile, certified(-0.5).cert)],
    ['cannot be read', () => rmSync(files.keyFile)],
  ]
  for (const [index, [message, spoil]] of wrong.entries()) {
    spoil()
    await expect
      .poll(() => later(() => failures[index]))
      .toMatchObject({ message: expect.stringContaining(message) })
    expect(failures[index]).toMatchObject({ message: expect.stringContaining('in use is served until') })
    expect(await later(() => lastDay(port))).toBe(180)
  }
  const last = certified(270)
  for (const write of [() => put(files.certFile, last.cert), () => put(files.keyFile, last.key)]) {
    write()
    await vi.advanceTimersByTimeAsync(MINUTE)
  }
  await expect.poll(() => later(() => lastDay(port))).toBe(270)
  expect(failures).toHaveLength(wrong.length)

  // Who was connected before all this still is.
  open.write('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
  const [answer] = await once(open, 'data')
  expect(String(answer)).toContain('200 OK')
  open.destroy()
  await close()
})
