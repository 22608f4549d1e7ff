import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { rp } from '../support/mock.ts'
import { main, spawnDoublure } from '../support/process.ts'
import { openSocket } from '../support/raw.ts'
import { requests } from '../support/relying-party.ts'

// Whole processes are started, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-process-'))
  writeFileSync(join(folder, 'clients.json'), JSON.stringify([rp]))
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = async (flags: readonly string[] = [], nodeFlags: readonly string[] = []) => {
  const child = await spawnDoublure(folder, ['--clients', 'clients.json', ...flags], nodeFlags)
  const { url } = child
  if (url === undefined) throw new Error(`it did not start: ${child.err()}`)
  return { ...child, url }
}

const authorize = (url: string) =>
  fetch(
    `${url}/proconnect/api/v2/authorize?${new URLSearchParams({
      client_id: rp.client_id,
      redirect_uri: rp.redirect_uris[0] ?? '',
      response_type: 'code',
      state: 'state-of-thirty-two-characters-00',
      nonce: 'nonce-of-thirty-two-characters-00',
      ...requests.proconnect,
    })}`,
    { redirect: 'manual', headers: { 'doublure-persona': 'john-doe' } },
  )

test.each(['/proc', '/no/such/folder'])(
  'a process starts although nothing can be kept among temporary files of %s',
  (TMPDIR) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [main, '--version'], {
      env: { PATH: process.env.PATH, TMPDIR },
      timeout: 30_000,
      encoding: 'utf8',
    })
    // Node would print here, too, that it does not know a flag that is set on the way.
    expect({ stdout, stderr, status }).toEqual({
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
      status: 0,
    })
  },
)

describe('a process that is told to stop', () => {
  test.each([
    ['SIGTERM', []],
    ['SIGINT', []],
    ['SIGTERM', ['--data-dir', 'state']],
  ] as const)(
    'by %s during logins ends with 0, and breaks none that it began (%j)',
    async (signal, flags) => {
      const { url, end, err } = await start(flags)
      const answers: number[] = []
      const log = async (): Promise<never> => {
        for (;;) answers.push((await authorize(url)).status)
      }
      const logins = Promise.allSettled([log(), log(), log(), log()])
      await expect.poll(() => answers.length, { timeout: 30_000 }).toBeGreaterThan(20)
      expect(await end(signal)).toBe(0)
      const causes = (await logins).map((one) => one.status === 'rejected' && one.reason.cause?.code)
      expect(new Set(answers)).toEqual(new Set([303]))
      // Refused, or closed before it was answered for being idle: never cut in an answer.
      for (const cause of causes) expect(['ECONNREFUSED', 'UND_ERR_SOCKET', 'ECONNRESET']).toContain(cause)
      expect(err()).toBe('')
    },
  )
})

test('a process that is told twice at once to stop still ends with 0: npm and timeout pass on what came to all', async () => {
  const { url, kill, end } = await start()
  // It waits for who has begun to ask.
  const asking = await openSocket(url)
  asking.on('error', () => undefined)
  asking.write('GET / HTTP/1.1\r\n')
  await fetch(`${url}/livez`)
  kill('SIGTERM')
  await expect
    .poll(() =>
      fetch(url).then(
        () => '',
        ({ cause }) => cause.code,
      ),
    )
    .toBe('ECONNREFUSED')
  expect(await end('SIGTERM')).toBe(0)
})

describe('a process that cannot start ends with 1, and says why', () => {
  const refusal = async (flags: readonly string[]) => {
    const child = await spawnDoublure(folder, flags)
    expect(child.url).toBeUndefined()
    expect(await child.end('SIGTERM')).toBe(1)
    expect(child.err()).not.toMatch(/\n\s+at /)
    return child.err()
  }

  test('when its port is taken', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as { port: number }
    expect(await refusal(['--port', `${port}`])).toContain(`Port ${port} of 127.0.0.1 is taken`)
    holder.close()
  })

  test.each([
    ['--config', 'nowhere.yaml'],
    ['--config', '.'],
    ['--clients', 'nowhere.yaml'],
    ['--personas', 'clients.json'],
    ['--data-dir', 'clients.json'],
  ])('when %s %s cannot be read', async (flag, path) => {
    expect(await refusal([flag, path])).toContain(path)
  })
})

test('an error that nobody caught is told, and ends neither the process nor anyone else’s login', async () => {
  const bug = [
    'setImmediate(() => { throw new Error("a stray bug") })',
    'Promise.reject(new Error("a stray rejection"))',
  ]
  const preload = `data:text/javascript,process.on('SIGUSR2', () => { ${bug.join(';')} })`
  const { url, kill, err, end } = await start([], ['--import', preload])
  kill('SIGUSR2')
  await expect
    .poll(err, { timeout: 30_000 })
    .toMatch(/a stray rejection[\s\S]*a stray bug|a stray bug[\s\S]*a stray rejection/)
  expect((await authorize(url)).status).toBe(303)
  expect(await end('SIGTERM')).toBe(0)
})

test('what is printed may be read by nobody', async () => {
  const { url, closeOutput, end } = await start(['--log', 'line'])
  closeOutput()
  for (let count = 0; count < 5; count++) expect((await authorize(url)).status).toBe(303)
  expect(await end('SIGTERM')).toBe(0)
})
