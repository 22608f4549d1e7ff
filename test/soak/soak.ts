import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { faults } from './faults.ts'
import { logIn, Odd, registration, type SoakClient, subjects } from './login.ts'

/**
 * What the server says of itself: kilobytes that it holds, kilobytes of heap after a collection, handles that are no
 * connection, errors since last asked.
 */
export type Measure = { held: number; heap: number; handles: number; errors: readonly string[] }

/** What came of a soak. */
export type Soaked = { logins: number; spoilt: number; clients: number; wrong: string[]; measures: Measure[] }

type Options = {
  logins: number
  /** Logins between two measures. */
  every: number
  concurrency?: number
  /** Told of each measure as it is made. */
  onMeasure?: (logins: number, measure: Measure) => void
}

/** Logins that one client lives for. */
const LIFE = 40

/** Logins by the thousand, some spoilt, by clients that come and go; each is held against what it alone should show. */
export const soak = async ({ logins, every, concurrency = 8, onMeasure }: Options): Promise<Soaked> => {
  const server = fork(join(import.meta.dirname, 'server.ts'), { execArgv: ['--expose-gc'] })
  const [url] = (await once(server, 'message')) as [string]
  const soaked: Soaked = { logins: 0, spoilt: 0, clients: 0, wrong: [], measures: [] }
  const measure = async () => {
    server.send('measure')
    const [measured] = (await once(server, 'message')) as [Measure]
    soaked.measures.push(measured)
    soaked.wrong.push(...measured.errors)
    onMeasure?.(soaked.logins, measured)
  }
  let left = 0
  const worker = async () => {
    let client: SoakClient | undefined
    for (let turn = 0; left-- > 0 && soaked.wrong.length === 0; turn++) {
      if (turn % LIFE === 0) {
        if (client) await remove(url, client)
        client = await register(url, soaked.clients++)
      }
      if (!client) return
      const subject = subjects[soaked.logins % subjects.length] ?? subjects[0]
      const fault =
        soaked.logins % 5 === 4 ? faults[Math.floor(soaked.logins / 5) % faults.length] : undefined
      soaked.logins++
      if (fault) soaked.spoilt++
      const odd = await oddityOf(logIn(url, client, subject, fault?.id))
      if (odd?.stage !== fault?.stage)
        soaked.wrong.push(
          `${subject.hub} ${subject.persona} ${fault?.id ?? 'without a fault'}: ${odd?.message}`,
        )
    }
    if (client) await remove(url, client)
  }
  try {
    // One by one, before anything is spoilt: they say what is usual.
    const first = await register(url, soaked.clients++)
    for (const subject of subjects) await logIn(url, first, subject, undefined)
    await remove(url, first)
    while (soaked.logins < logins && soaked.wrong.length === 0) {
      left = Math.min(every, logins - soaked.logins)
      await Promise.all(Array.from({ length: concurrency }, worker))
      await measure()
    }
    return soaked
  } finally {
    server.send('stop')
    await once(server, 'exit')
  }
}

/** What a client that checks everything has to say of a login. */
const oddityOf = async (login: Promise<void>): Promise<Odd | undefined> => {
  try {
    await login
    return undefined
  } catch (error) {
    if (error instanceof Odd) return error
    throw error
  }
}

const api = (url: string, method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${url}/_doublure/api/v1${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })

const register = async (url: string, number: number): Promise<SoakClient> => {
  const client = { client_id: `soak-${number}`, client_secret: `the-secret-of-the-client-number-${number}` }
  const { status } = await api(url, 'PUT', `/clients/${client.client_id}`, {
    client_secret: client.client_secret,
    ...registration,
  })
  if (status !== 201) throw new Error(`the client was not registered: ${status}`)
  return client
}

const remove = async (url: string, { client_id }: SoakClient): Promise<void> => {
  const { status } = await api(url, 'DELETE', `/clients/${client_id}`)
  if (status !== 204) throw new Error(`the client was not removed: ${status}`)
}
