import type { Params } from '../oidc/params.ts'
import type { Exchange } from './exchange.ts'
import { type Held, heldIn, mask, maskAddress } from './mask.ts'

/** How secrets are hidden: `shown`, not at all; `secrets` of clients, under whatever name they were sent. */
export type Masking = { shown: boolean; secrets: Held }

/** Masks an exchange for whoever looks at it, once: from then on it is as plain as it seems. */
export const masked = (exchange: Exchange): Exchange => {
  const { request, response } = exchange
  if (request instanceof MaskedRequest) exchange.request = request.plain()
  if (response instanceof MaskedRedirect) exchange.response = response.plain()
  return exchange
}

/**
 * A request, masked when somebody looks: most exchanges of a test run are never looked at. A class, because an object
 * written with getters has a shape of its own, which keeps what they see alive until a full collection.
 */
export class MaskedRequest {
  readonly headers: Exchange['request']['headers']
  readonly #query: Params
  readonly #body: Params
  readonly #masking: Masking

  constructor(
    { query, body }: { query: Params; body: Params },
    headers: Exchange['request']['headers'],
    masking: Masking,
  ) {
    this.headers = headers
    this.#query = query
    this.#body = body
    this.#masking = masking
  }

  get query(): Exchange['request']['query'] {
    return mask(this.#query, this.#masking.shown, this.#held)
  }

  get body(): Exchange['request']['body'] {
    return mask(this.#body, this.#masking.shown, this.#held)
  }

  get #held(): Held {
    return heldIn(this.#masking.secrets, this.#query, this.#body)
  }

  get exposed(): readonly string[] {
    const { secrets } = this.#masking
    return Object.entries(this.#query).flatMap(([name, value]) =>
      [value].flat().some((one) => one !== undefined && secrets.has(one)) ? [name] : [],
    )
  }

  plain(): Exchange['request'] {
    const { query, body, headers, exposed } = this
    return { query, body, headers, ...(exposed.length > 0 && { exposed }) }
  }
}

/** The answer to a request: its address, when it has one, is masked when somebody looks. */
export const maskedResponse = (
  { status, location, content_type }: { status: number; location: string | undefined; content_type: string },
  masking: Masking,
  request: { query: Params; body: Params },
): Exchange['response'] =>
  location
    ? new MaskedRedirect(status, location, content_type, masking, request)
    : { status, ...(content_type && { content_type }) }

class MaskedRedirect {
  readonly status: number
  declare readonly content_type?: string
  readonly #location: string
  readonly #masking: Masking
  readonly #request: { query: Params; body: Params }

  constructor(
    status: number,
    location: string,
    content_type: string,
    masking: Masking,
    request: { query: Params; body: Params },
  ) {
    this.status = status
    if (content_type) this.content_type = content_type
    this.#location = location
    this.#masking = masking
    this.#request = request
  }

  get location(): string {
    const { query, body } = this.#request
    const { shown, secrets } = this.#masking
    return maskAddress(this.#location, shown, heldIn(secrets, query, body))
  }

  plain(): Exchange['response'] {
    const { status, location, content_type } = this
    return { status, location, ...(content_type !== undefined && { content_type }) }
  }
}
