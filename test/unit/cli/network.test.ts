import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchFailure } from '../../../src/cli/fetch-failure.ts'
import { network } from '../../../src/cli/network.ts'

describe('the real network', () => {
  const server = createServer((_, response) => void setTimeout(() => response.end('late'), 5_000).unref())
  const listen = async (on: Server) => {
    await new Promise<void>((listening) => on.listen(0, '127.0.0.1', listening))
    return (on.address() as AddressInfo).port
  }
  let port = 0
  beforeAll(async () => {
    port = await listen(server)
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('tells a taken port from a free one, and lets the free one go', async () => {
    expect(await network.tryListening(port, '127.0.0.1')).toBe('EADDRINUSE')
    expect(await network.tryListening(0, '127.0.0.1')).toBeUndefined()
  })

  test('names the program that holds a port where the system tells it, not its thread', async () => {
    const name = await network.holderOf(port)
    if (process.platform === 'linux') expect(name).toMatch(`(process ${process.pid})`)
    expect(name ?? '').not.toContain('MainThread')
  })

  test('tells an address that this machine does not have', async () => {
    expect(await network.tryListening(0, '203.0.113.1')).toBe('EADDRNOTAVAIL')
  })

  test('resolves the name of this machine', async () => {
    expect(await network.resolve('localhost')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^127\.|::1/)]),
    )
  })

  test('fails in words: refused, too late, unknown', async () => {
    const gone = createServer()
    const closedPort = await listen(gone)
    await new Promise((closed) => gone.close(closed))
    const failure = (url: string, ms = 5_000) =>
      network.fetch(url, { signal: AbortSignal.timeout(ms) }).then(() => 'it answered', fetchFailure)
    expect(await failure(`http://127.0.0.1:${closedPort}/`)).toBe('ECONNREFUSED')
    expect(await failure(`http://127.0.0.1:${port}/`, 50)).toBe('no answer in time')
    expect(await failure('not-an-address')).toBe('ERR_INVALID_URL')
  })
})
