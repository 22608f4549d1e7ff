import { readFileSync } from 'node:fs'
import { loadClients } from '../../src/clients/load-clients.ts'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { parseDocument } from '../../src/lib/document.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { freePort, startDemo } from '../support/demo.ts'

/** A double and the demonstration service, both on free ports. */
export type Demonstration = { doublure: Doublure; url: string; close(): Promise<void> }

export const startDemonstration = async (
  options: Parameters<typeof createDoublure>[0] = {},
  env: Record<string, string> = {},
): Promise<Demonstration> => {
  const port = await freePort()
  const file = new URL('../../fixtures/clients.yaml', import.meta.url)
  const text = readFileSync(file, 'utf8').replaceAll('http://localhost:3000', `http://localhost:${port}`)
  const { clients } = loadClients(parseDocument('clients.yaml', text), hubIds)
  const doublure = await createDoublure({ port: 0, log: 'silent', clients: clients as never, ...options })
  const demo = await startDemo(doublure.url, port, env)
  return {
    doublure,
    url: demo.url,
    async close() {
      await demo.close()
      await doublure.close()
    },
  }
}
