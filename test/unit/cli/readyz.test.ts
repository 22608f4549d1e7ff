import { describe, expect, test } from 'vitest'
import { deadNetwork, runWith } from './fake-terminal.ts'

/** A network that answers one status to everyone, and remembers what was asked. */
const answering = (status: number, server = 'doublure') => {
  const asked: string[] = []
  const network = {
    ...deadNetwork,
    fetch: async (url: string) => {
      asked.push(url)
      return new Response(JSON.stringify({ server }), { status })
    },
  }
  return { asked, network }
}

describe('readyz', () => {
  test.each([
    [[], 'http://127.0.0.1:3615/readyz'],
    [['--port', '80'], 'http://127.0.0.1:80/readyz'],
    [['--host', '0.0.0.0'], 'http://127.0.0.1:3615/readyz'],
    [['--host', '::'], 'http://[::1]:3615/readyz'],
    [['--host', '::1'], 'http://[::1]:3615/readyz'],
    [['--host', '10.0.0.1', '--public-url', 'https://hubs.test'], 'http://10.0.0.1:3615/readyz'],
    [['--port', '0', '--public-url', 'http://localhost:4000'], 'http://localhost:4000/readyz'],
  ])('with %j asks %s', async (flags, expected) => {
    const { asked, network } = answering(200)
    expect(await runWith(['readyz', ...flags], { network })).toMatchObject({ code: 0, err: '' })
    expect(asked).toEqual([expected])
  })

  test('exits with 1 when the answer is not a good one', async () => {
    const { network } = answering(503)
    expect(await runWith(['readyz'], { network })).toMatchObject({
      code: 1,
      out: '',
      err: 'Doublure is not ready on http://127.0.0.1:3615: it answered 503\n',
    })
  })

  test('does not take another server for a double', async () => {
    const { network } = answering(200, 'nginx')
    expect(await runWith(['readyz'], { network })).toMatchObject({
      code: 1,
      err: 'Doublure is not ready on http://127.0.0.1:3615: another server answers there\n',
    })
  })

  test('exits with 1 when nobody answers', async () => {
    expect(await runWith(['readyz'])).toMatchObject({ code: 1, err: expect.stringContaining('ECONNREFUSED') })
  })

  test('exits with 1 when no port is known', async () => {
    expect(await runWith(['readyz', '--port', '0'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--port'),
    })
  })

  test('exits with 1 on wrong settings, and does not mind the files that they name', async () => {
    expect(await runWith(['readyz', '--log', 'xml'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--log: '),
    })
    const { network } = answering(200)
    expect(await runWith(['readyz', '--clients', 'none.yaml'], { network })).toMatchObject({ code: 0 })
  })
})
