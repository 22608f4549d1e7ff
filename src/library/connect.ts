import type { Report } from '../control/answers.ts'
import { type Ask, ControlError, type Controls, controlsOver } from '../control/controls.ts'
import type { ReportOrder } from '../control/report-of.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Choice } from '../journal/search.ts'
import type { HubId } from '../lib/hub-id.ts'
import { oldNode } from '../lib/old-node.ts'

/** A double that runs elsewhere: another process, a container. */
export type ConnectedDoublure = Controls & {
  /** Address that it was reached by, without a final slash. */
  url: string
  /** Issuer of a hub, as its discovery document and tokens say it. */
  issuer(hub: HubId): string
  /** What happened, oldest first. */
  exchanges(choice?: Choice): Promise<Exchange[]>
  /** What the traffic of a client proves of it. */
  report(order: ReportOrder): Promise<Report>
}

export type ConnectOptions = {
  /** The setting `control.token` of the double, when it has one. */
  token?: string
}

type Hub = { id: string; issuer: string }

/**
 * Reaches a double over HTTP, to drive it as `createDoublure` drives its own.
 * @throws Error when nothing answers at this address, when it is none, or on a Node.js that is too old; ControlError when the double refuses.
 */
export const connectDoublure = async (
  address: string,
  { token }: ConnectOptions = {},
): Promise<ConnectedDoublure> => {
  const tooOld = oldNode(process.versions.node)
  if (tooOld !== undefined) throw new Error(tooOld)
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? '')) {
    const expected = 'expected the address of a running double, such as http://localhost:3615'
    throw new Error(`received ${JSON.stringify(address)}, ${expected}`)
  }
  const url = address.replace(/\/$/, '')
  const ask = asking(url, token)
  const hubs = await ask<Hub[]>('GET', '/hubs')
  return {
    url,
    issuer(hub) {
      const found = hubs.find(({ id }) => id === hub)
      if (!found) throw new Error(`unknown hub ${hub}, known: ${hubs.map(({ id }) => id).join(', ')}`)
      return found.issuer
    },
    exchanges: ({ ...choice } = {}) => ask('GET', '/exchanges', { query: choice }),
    report: ({ ...order }) => ask('GET', '/report', { query: order }),
    ...controlsOver(ask),
  }
}

const asking =
  (url: string, token: string | undefined): Ask =>
  async (method, path, { body, query = {} } = {}) => {
    const given = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value)
    const search = given.size > 0 ? `?${given}` : ''
    const response = await reach(`${url}/_doublure/api/v1${path}${search}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer = parsed(await response.text())
    if (!response.ok) throw new ControlError(response.status, problemIn(answer, response.status))
    return answer as never
  }

const reach = async (address: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(address, init)
  } catch (cause) {
    const { origin } = new URL(address)
    const code = String(Object(Object(cause).cause).code)
    const message = /CERT|SIGNATURE/.test(code)
      ? `the certificate of ${origin} is not trusted here (${code}): "doublure ca" says how, NODE_EXTRA_CA_CERTS for Node.js`
      : `no Doublure answers at ${origin}: start one (npx doublure), or give the address of the one that runs`
    throw new Error(message, { cause })
  }
}

const parsed = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const problemIn = (answer: unknown, status: number): Record<string, unknown> =>
  typeof answer === 'object' && answer !== null
    ? { ...answer }
    : { title: `status ${status} came without a problem that Doublure writes: is it Doublure that answers?` }
