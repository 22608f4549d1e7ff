import type { Params } from '../oidc/params.ts'
import type { Exchange } from './exchange.ts'
import { type Held, hideIn } from './held.ts'
import { exposedIn, mask, maskText } from './mask.ts'

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
  readonly #headers: Exchange['request']['headers']
  readonly #query: Params
  readonly #body: Params
  readonly #masking: Masking

  constructor(
    { query, body }: { query: Params; body: Params },
    headers: Exchange['request']['headers'],
    masking: Masking,
  ) {
    this.#headers = headers
    this.#query = query
    this.#body = body
    this.#masking = masking
  }

  /** A Referer is an address, and may carry what the address of the client's callback carried. */
  get headers(): Exchange['request']['headers'] {
    const { shown, secrets } = this.#masking
    if (shown) return this.#headers
    const headers = hideIn(this.#headers, secrets)
    const { referer } = this.#headers
    return referer ? { ...headers, referer: maskText(referer, shown, secrets) } : headers
  }

  get query(): Exchange['request']['query'] {
    return mask(this.#query, this.#masking.shown, this.#masking.secrets)
  }

  get body(): Exchange['request']['body'] {
    return mask(this.#body, this.#masking.shown, this.#masking.secrets)
  }

  get exposed(): readonly string[] {
    const { secrets } = this.#masking
    const { referer } = this.#headers
    return [...new Set([...exposedIn(secrets, this.#query), ...exposedIn(secrets, { referer })])]
  }

  plain(): Exchange['request'] {
    const { query, body, headers, exposed } = this
    return { query, body, headers, ...(exposed.length > 0 && { exposed }) }
  }
}

/** The answer to a request: its address, when it has one, is masked when somebody looks. */
export const maskedResponse = (
  {
    status,
    location,
    posted,
    content_type,
  }: { status: number; location: string | undefined; posted?: string | undefined; content_type: string },
  masking: Masking,
): Exchange['response'] =>
  location
    ? new MaskedRedirect(status, location, content_type, masking)
    : {
        status,
        ...(posted && { posted: maskText(posted, masking.shown, masking.secrets) }),
        ...(content_type && { content_type }),
      }

class MaskedRedirect {
  readonly status: number
  declare readonly content_type?: string
  readonly #location: string
  readonly #masking: Masking

  constructor(status: number, location: string, content_type: string, masking: Masking) {
    this.status = status
    if (content_type) this.content_type = content_type
    this.#location = location
    this.#masking = masking
  }

  get location(): string {
    const { shown, secrets } = this.#masking
    return maskText(this.#location, shown, secrets)
  }

  plain(): Exchange['response'] {
    const { status, location, content_type } = this
    return { status, location, ...(content_type !== undefined && { content_type }) }
  }
}
