import { afterAll, beforeAll, expect, test } from 'vitest'
import { disk } from '../../src/config/disk.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { vocabulary } from '../../src/platforms/vocabulary.ts'
import { type RunningServer, startServer } from '../../src/server/start-server.ts'

let server: RunningServer
beforeAll(async () => {
  const { config } = await loadConfig({
    options: {
      port: 0,
      log: 'silent',
      hubs: [
        { id: 'proconnect', host: 'hub.test' },
        { id: 'agentconnect', host: 'secure.test:443' },
      ],
    },
    cwd: '/',
    files: disk,
    ...vocabulary,
  })
  if (!config) throw new Error('these settings are right')
  server = await startServer(config)
})
afterAll(() => server.close())

const at = (port: number) => server.hubs.byHost(`hub.test:${port}`, false)

test('of the addresses that a hub is asked by, those used last are kept, whatever ports are named', () => {
  const [first, second] = [at(1), at(2)]
  for (let port = 3; port <= 32; port++) at(port)
  expect(at(1)).toBe(first)
  at(33)
  expect(at(1)).toBe(first)
  expect(at(2)).not.toBe(second)
  expect(at(2)?.parts.facts.base).toBe('http://hub.test:2')
})

test('a name that is given with the usual port of its scheme is reached with that port or without', () => {
  const { hubs } = server
  expect(hubs.byHost('secure.test', true)).toBe(hubs.byHost('secure.test.:443', true))
  expect(hubs.byHost('secure.test', true)?.parts.facts.base).toBe('https://secure.test')
  expect(hubs.byHost('secure.test', false)).toBeUndefined()
  expect(hubs.byHost('secure.test:80', true)).toBeUndefined()
})
