import { inspect } from 'node:util'
import type { Config } from '../config/config.ts'
import type { Exchange } from '../journal/exchange.ts'
import { lineOf, textOf } from '../server/log.ts'
import type { StartOptions } from '../server/start-server.ts'
import type { Terminal } from './terminal.ts'

/** Writes each exchange as the configuration wants: a readable line, a JSON object, or nothing. */
export const createLog = (
  form: Config['log'],
  { out, err }: Pick<Terminal, 'out' | 'err'>,
): Required<Pick<StartOptions, 'onExchange' | 'onFailure'>> => ({
  onExchange(exchange, failure) {
    if (form === 'line') out(`${lineOf(exchange)}\n`)
    if (form === 'json') out(`${JSON.stringify(entryOf(exchange, failure))}\n`)
    // An error of our own is never silent: it says with its stack where it was born.
    if (failure !== undefined && form !== 'json') err(`${inspect(failure)}\n`)
  },
  onFailure(failure) {
    err(`${textOf(failure)}\n`)
  },
})

/** What a log keeps of an exchange: no parameter and no header, which are for the journal. */
const entryOf = (exchange: Exchange, failure: unknown) => {
  const { request, response, at, id, ...kept } = exchange
  return {
    level: failure === undefined ? 'info' : 'error',
    time: at,
    id,
    ...kept,
    status: response.status,
    message: lineOf(exchange),
    ...(failure === undefined ? {} : { failure: inspect(failure) }),
  }
}
