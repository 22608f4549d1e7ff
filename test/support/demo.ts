import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts the demonstration service against a double, and waits until it listens. */
export const startDemo = async (publicUrl: string, port: number, env: Record<string, string> = {}) => {
  const url = `http://localhost:${port}`
  const service = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../docker/demo/server.ts', import.meta.url))],
    {
      env: { ...process.env, DOUBLURE_PUBLIC_URL: publicUrl, DEMO_URL: url, DEMO_PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(service.stdout, 'data')
  return {
    url,
    async close() {
      service.kill('SIGTERM')
      await once(service, 'exit')
    },
  }
}
