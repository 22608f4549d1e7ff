import type { HubId } from '../lib/hub-id.ts'
import type { Endpoint } from '../oidc/endpoint.ts'
import type { Finding } from '../rules/rule.ts'

/** Milliseconds of a day: no exchange that is recorded or read takes longer. */
export const LONGEST = 86_400_000

/** One request to a hub and its answer, as the journal keeps it: secrets are already masked. */
export type Exchange = {
  id: string
  /** ISO 8601. */
  at: string
  hub: HubId
  /** Which door: an endpoint of OpenID Connect, or `interaction` for the hub's pages. */
  endpoint: Endpoint
  method: string
  path: string
  client_id?: string
  /** Shared by the exchanges of one login; an armed login gives its own id. */
  login?: string
  persona?: string
  /** The hub found nothing wrong with a request for a login: what goes wrong afterwards is the login's. */
  accepted?: true
  /** Given by the test that drives the browser. */
  label?: string
  request: {
    query: Masked
    body: Masked
    headers: Readonly<Record<string, string>>
    /** Parameters of the address or of the Referer, whatever their name, whose value was the secret of a client. */
    exposed?: readonly string[]
  }
  response: {
    status: number
    location?: string
    /** Where the page has the browser post its answer at once (`response_mode=form_post`), with it as the query. */
    posted?: string
    content_type?: string
  }
  /** The hub's own code of a refusal, and the id printed beside it. */
  refusal?: { code: string; id: string; message?: string; why?: readonly Reason[] }
  findings: readonly Finding[]
  fault?: string
  /** A fault kept what was asked for out of the answer, whose status tells success: nothing left, or no token was in it. */
  withheld?: true
  /** A fault let no byte leave: neither status nor headers were sent. */
  unanswered?: true
  /** Milliseconds. */
  duration: number
}

/** Why a hub refused, where no finding says it; its sentences are English. */
export type Reason = {
  received: string
  expected: string
  /** What to do. */
  remedy: string
  passage?: { document: string; section: string; url: string } | undefined
  /** The sentences in French; without what came, where only the words of the hub's engine tell it. */
  fr?: { received?: string | undefined; expected: string; remedy: string } | undefined
}

export type Masked = Readonly<Record<string, string | readonly string[] | undefined>>
