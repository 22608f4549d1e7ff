import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { wrongIn } from './soundness.ts'
import { type Reply, type Sent, send } from './wire.ts'

/** A double whose own errors are counted. */
export type Watched = {
  doublure: Doublure
  /** Holds an answer against what every answer keeps. */
  examine(reply: Reply, path: string): void
  /** Sends a request and examines its answer. */
  probe(sent: Sent): Promise<Reply>
}

/** A service that asks a data provider's questions. */
export const dataProvider = {
  ...rp,
  client_id: 'data-provider',
  redirect_uris: [],
  post_logout_redirect_uris: [],
  response_types: [],
  grant_types: [],
}

/** Starts a double of which every answer is examined. */
export const startWatched = async (options: Parameters<typeof startDoublure>[0] = {}): Promise<Watched> => {
  const failures: unknown[] = []
  const doublure = await startDoublure({
    clients: [rp],
    onExchange: (_exchange, failure) => failure !== undefined && failures.push(failure),
    onFailure: (failure) => failures.push(failure),
    ...options,
  })
  const examine = (reply: Reply, path: string) => {
    const wrong = [
      ...failures.splice(0).map((failure) => `an error of our own: ${inspect(failure)}`),
      ...wrongIn(reply, doublure.url, path),
    ]
    expect(wrong, `${reply.status} ${path.slice(0, 2000)}\n${reply.body.slice(0, 500)}`).toEqual([])
  }
  return {
    doublure,
    examine,
    async probe(sent) {
      const reply = await send(doublure.url, sent)
      examine(reply, sent.path)
      return reply
    },
  }
}

const { DOUBLURE_PROPERTY_FACTOR: factor = '1', DOUBLURE_PROPERTY_SEED: seed } = process.env

/**
 * Runs a property some times, or that many times as DOUBLURE_PROPERTY_FACTOR says. A failure prints its seed, which
 * DOUBLURE_PROPERTY_SEED takes.
 */
export const check = <Values extends unknown[]>(
  runs: number,
  property: fc.IAsyncProperty<Values>,
): Promise<void> =>
  fc.assert(property, { numRuns: runs * Number(factor), ...(seed !== undefined && { seed: Number(seed) }) })

/** Milliseconds that a property may take, long runs included. */
export const patience = 60_000 * Math.max(1, Number(factor))
