import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { disk } from '../../src/config/disk.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { vocabulary } from '../../src/platforms/vocabulary.ts'
import { startServer } from '../../src/server/start-server.ts'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a start that fails once it listens leaves neither its port nor its files taken', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'doublure-start-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  const options = { port: await freePort(), log: 'silent' as const, data_dir: 'state' }
  const { config } = await loadConfig({ options, cwd, files: disk, ...vocabulary })
  if (!config) throw new Error('these settings are right')
  const broken = { ...config, hubs: config.hubs.map((hub) => ({ ...hub, id: 'no-such-hub' })) }
  await expect(startServer(broken)).rejects.toThrow('no-such-hub')
  // SQLite's own log, beside it, goes with the last who has the file open.
  expect(readdirSync(join(cwd, 'state'))).toEqual(['doublure.sqlite'])
  const server = await startServer(config)
  expect(server.port).toBe(options.port)
  await server.close()
})
