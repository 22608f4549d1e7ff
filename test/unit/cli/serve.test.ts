import { describe, expect, test } from 'vitest'
import { type Start, serve } from '../../../src/cli/serve.ts'
import { exit } from '../../../src/cli/terminal.ts'
import { fakeTerminal } from './fake-terminal.ts'

const url = 'http://localhost:4000'

/** A start that only remembers what it was given. */
const rememberingStart = () => {
  const seen = { port: -1, isClosed: false }
  const start: Start = async (config) => {
    seen.port = config.port
    return {
      url,
      close: async () => {
        seen.isClosed = true
      },
    }
  }
  return { seen, start }
}

const failingStart =
  (code: string): Start =>
  async () => {
    throw Object.assign(new Error(code), { code })
  }

describe('serve', () => {
  test('starts with the configuration, and closes with 0 when it is asked to stop', async () => {
    const stop = new AbortController()
    const { terminal, printed } = fakeTerminal([], { stop: stop.signal })
    const { seen, start } = rememberingStart()
    const served = serve(terminal, { port: '4000' }, start)
    await expect.poll(() => printed.out).toContain('Doublure is ready')
    expect(seen).toEqual({ port: 4000, isClosed: false })
    stop.abort()
    expect(await served).toBe(exit.fine)
    expect(seen.isClosed).toBe(true)
  })

  test('greets with each discovery address, the clients and where settings come from, then that it is ready', async () => {
    const { terminal, printed } = fakeTerminal([], {
      files: { 'doublure.yaml': 'hubs: [franceconnect, proconnect-rie]\n' },
    })
    await serve(terminal, {}, rememberingStart().start)
    const lines = printed.out.trimEnd().split('\n')
    expect(lines).toContain(
      '  franceconnect   http://localhost:4000/franceconnect/api/v2/.well-known/openid-configuration',
    )
    expect(lines).toContain(
      '  proconnect-rie  http://localhost:4000/proconnect-rie/api/v2/.well-known/openid-configuration',
    )
    expect(lines).toContain('Configuration read from: doublure.yaml')
    expect(lines).toContain('Demonstration clients: demo, demo-es256, demo-encrypted, demo-data-provider')
    expect(lines.at(-1)).toBe('Doublure is ready on http://localhost:4000')
  })

  test('names at most eight clients and counts the others', async () => {
    const clients = Array.from({ length: 10 }, (_, index) => ({
      client_id: `rp-${index}`,
      client_secret: 'a-secret-of-more-than-thirty-two-characters',
      redirect_uris: ['http://localhost:3000/callback'],
    }))
    const { terminal, printed } = fakeTerminal([], { env: { DOUBLURE_CLIENTS: JSON.stringify(clients) } })
    await serve(terminal, {}, rememberingStart().start)
    expect(printed.out).toMatch(/^Clients: rp-0, .*, rp-7 and 2 more$/m)
  })

  test('says whose certificate to trust over https', async () => {
    const { terminal, printed } = fakeTerminal([])
    await serve(terminal, { tls: 'auto' }, rememberingStart().start)
    expect(printed.out).toContain(
      '/home/dev/.local/share/doublure/tls/ca.pem: "doublure ca" says how to trust it.',
    )
    expect(printed.out.trimEnd().split('\n').at(-1)).toMatch(/^Doublure is ready on /)
  })

  test('names the port of https when it is that one which is taken', async () => {
    const { terminal, printed } = fakeTerminal([])
    const taken: Start = async () => {
      throw Object.assign(new Error(), { code: 'EADDRINUSE', port: 8443 })
    }
    expect(await serve(terminal, { tls: 'auto', 'tls-port': '8443' }, taken)).toBe(exit.failed)
    expect(printed.err).toMatch(/^Port 8443 of 127\.0\.0\.1 is taken.*--tls-port/)
  })

  test('starts nothing with a wrong configuration, names every problem and exits with 1', async () => {
    const { terminal, printed } = fakeTerminal([], { env: { DOUBLURE_LOG: 'xml' } })
    const { seen, start } = rememberingStart()
    expect(await serve(terminal, { port: 'x' }, start)).toBe(exit.failed)
    expect(seen.port).toBe(-1)
    expect(printed.err).toMatch(/DOUBLURE_LOG: .*\n--port: .*\n2 problems/)
  })

  test.each([
    ['EADDRINUSE', /Port 3615 of 127\.0\.0\.1 is taken.*--port/],
    ['EACCES', /Port 3615 may not be used by this account/],
    ['EADDRNOTAVAIL', /This machine has no address 127\.0\.0\.1/],
  ])('exits with 1 on %s, saying what to do', async (code, message) => {
    const { terminal, printed } = fakeTerminal([])
    expect(await serve(terminal, {}, failingStart(code))).toBe(exit.failed)
    expect(printed.err).toMatch(message)
    expect(printed.out).toBe('')
  })

  test('does not hide an error of its own', async () => {
    await expect(serve(fakeTerminal([]).terminal, {}, failingStart('EUNKNOWN'))).rejects.toThrow('EUNKNOWN')
  })

  test('prints the configuration and starts nothing when that is asked', async () => {
    const { terminal, printed } = fakeTerminal([])
    const { seen, start } = rememberingStart()
    expect(await serve(terminal, { 'print-config': true }, start)).toBe(exit.fine)
    expect(seen.port).toBe(-1)
    expect(printed.out).toMatch(/^port: 3615 +# default\n/)
  })
})
