import type { IncomingHttpHeaders } from 'node:http'
import { newId } from '../lib/new-id.ts'
import type { Carried } from './carried.ts'
import type { Exchange } from './exchange.ts'
import { MaskedRequest, type Masking, masked, maskedResponse } from './masked-message.ts'

/** What is made into something to read when somebody looks; by reference, so that keeping it costs nothing. */
export type Kept = Carried & {
  /** Milliseconds since 1970. */
  began: number
  headers: IncomingHttpHeaders
  status: number
  location: string | undefined
  posted: string | undefined
  /** The whole header. */
  content_type: string | undefined
  masking: Masking
}

/** What is told of an exchange at once, and what it is found by. */
export type Told = {
  [Name in Exclude<keyof Exchange, 'id' | 'at' | 'request' | 'response'>]-?: Exchange[Name] | undefined
} & Pick<Exchange, 'hub' | 'endpoint' | 'method' | 'path' | 'findings' | 'duration'>

/** Headers worth remembering: what explains an answer, and nothing that gives access. */
const remembered = [
  'accept',
  'accept-language',
  'content-type',
  'host',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'user-agent',
]

/**
 * An exchange as the recorder hands it over: most of a test run are never looked at. It reads like any other, and is
 * `plain` once somebody does more than read it.
 */
export class Recorded implements Exchange {
  readonly hub: Exchange['hub']
  readonly endpoint: Exchange['endpoint']
  readonly method: string
  readonly path: string
  declare readonly client_id?: string
  declare readonly login?: string
  declare readonly persona?: string
  declare readonly accepted?: true
  declare readonly label?: string
  declare readonly refusal?: NonNullable<Exchange['refusal']>
  readonly findings: Exchange['findings']
  declare readonly fault?: string
  declare readonly withheld?: true
  declare readonly unanswered?: true
  readonly duration: number
  /** What it carried, to be decoded. */
  readonly #kept: Kept
  #id: string | undefined
  #plain: Exchange | undefined

  constructor(told: Told, kept: Kept) {
    this.hub = told.hub
    this.endpoint = told.endpoint
    this.method = told.method
    this.path = told.path
    if (told.client_id) this.client_id = told.client_id
    if (told.login) this.login = told.login
    if (told.persona) this.persona = told.persona
    if (told.accepted) this.accepted = true
    if (told.label) this.label = told.label
    if (told.refusal) this.refusal = told.refusal
    this.findings = told.findings
    if (told.fault) this.fault = told.fault
    if (told.withheld) this.withheld = true
    if (told.unanswered) this.unanswered = true
    this.duration = told.duration
    this.#kept = kept
  }

  get id(): string {
    this.#id ??= newId()
    return this.#id
  }

  get at(): string {
    return new Date(this.#kept.began).toISOString()
  }

  get request(): Exchange['request'] {
    const { headers, masking } = this.#kept
    const found: Record<string, string> = {}
    for (const name of remembered) {
      const value = headers[name]
      if (typeof value === 'string' && value !== '') found[name] = value
    }
    return new MaskedRequest(this.#kept, found, masking)
  }

  get response(): Exchange['response'] {
    const { status, location, posted, content_type = '', masking } = this.#kept
    const [type = ''] = content_type.split(';', 1)
    return maskedResponse({ status, location, posted, content_type: type }, masking)
  }

  get carried(): Carried {
    return this.#kept
  }

  /** With every member its own; always the same one. */
  plain(): Exchange {
    this.#plain ??= masked(membersOf(this))
    return this.#plain
  }
}

/** In the order in which they are told. */
const membersOf = ({
  id,
  at,
  request,
  response,
  refusal,
  findings,
  fault,
  withheld,
  unanswered,
  duration,
  ...asked
}: Recorded): Exchange => ({
  id,
  at,
  ...asked,
  request,
  response,
  ...(refusal && { refusal }),
  findings,
  ...(fault && { fault }),
  ...(withheld && { withheld }),
  ...(unanswered && { unanswered }),
  duration,
})

/** Any exchange, for whoever looks at it: masked, and as plain as it seems. */
export const plain = (exchange: Exchange): Exchange =>
  exchange instanceof Recorded ? exchange.plain() : masked(exchange)
