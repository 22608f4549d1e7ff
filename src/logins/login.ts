/** logins/ owns logins decided before they begin: who waits for which client, and which exchanges belong together. */
import type { Reason } from '../lib/reason.ts'

/** A login to come, as it is armed: names only. */
export type LoginOrder = {
  client_id: string
  hub: string
  /** Who logs in. */
  persona?: string | undefined
  /** Through which identity provider. */
  idp?: string | undefined
  /** `success`, `cancel` or an error code of the hub. */
  outcome?: string | undefined
  /** Claims that replace the person's own, null included. */
  claims?: Readonly<Record<string, unknown>> | undefined
  /** Claims that the hub will not send. */
  without?: readonly string[] | undefined
  /** What goes wrong on purpose during this login. */
  faults: readonly (string | { fault: string; params?: Readonly<Record<string, unknown>> | undefined })[]
  /** Follows the login into the journal; a request that carries a label takes only logins of that label. */
  label?: string | undefined
  /** How many logins this one stands for. */
  times: number
  /** Seconds until it is no longer taken; absent: it waits for ever. */
  expires_in?: number | undefined
}

/**
 * `in_progress`: the client has no answer yet, or holds a code that it has not exchanged. `done`: it has its tokens, or
 * an answer after which a correct client asks for none.
 */
export type LoginState = 'armed' | 'in_progress' | 'done' | 'expired'

/** A fault of a login that no answer delivered, and why where that is known. */
export type Undelivered = { fault: string; why_not?: string }

/** An armed login and what became of it. */
export type Login = Omit<LoginOrder, 'expires_in'> & {
  id: string
  state: LoginState
  /** How many logins it still waits for. */
  remaining: number
  /** ISO 8601. */
  armed_at: string
  expires_at?: string
  /** Ids of the exchanges that belong to it, oldest first. */
  exchanges: readonly string[]
  /** Why it was left aside when the login most like it came. */
  why_not?: string
  /** Who came, each once: a header of the request or a page may name another than `persona`. */
  came: readonly string[]
  /** Its faults that no answer delivered. */
  undelivered?: readonly Undelivered[]
}

/** A login that comes: what armed logins are matched by. */
export type Arrival = { client_id: string; hub: string; label: string | undefined }

/** Why an armed login is not the one that comes; `undefined`: it is. */
export const mismatch = (order: LoginOrder, { client_id, hub, label }: Arrival): string | undefined => {
  if (order.client_id !== client_id)
    return `a login of the client ${client_id} came on the hub ${hub}; this one is armed for ${order.client_id}`
  if (order.hub !== hub)
    return `a login of this client came on the hub ${hub}; this one is armed for ${order.hub}`
  if (label === undefined || label === order.label) return undefined
  const armedFor = order.label === undefined ? 'without a label' : `with the label "${order.label}"`
  return `a login of this client came with the label "${label}"; this one is armed ${armedFor}`
}

/**
 * Why a login that waits was left by the one that comes, `reason` when it could have been the one. Of another client,
 * the one that differs by nothing else: what a wrong client id looks like, most of all under the label of a test.
 */
export const leftBy = (order: LoginOrder, arrival: Arrival, reason: string): Reason | undefined => {
  const whyNot = mismatch(order, arrival)
  if (whyNot === undefined) return { whyNot: reason, near: 4 }
  const { client_id, hub } = arrival
  if (order.client_id === client_id)
    return { whyNot, near: mismatch({ ...order, hub }, arrival) === undefined ? 3 : 1 }
  if (mismatch({ ...order, client_id }, arrival) !== undefined) return undefined
  return { whyNot, near: arrival.label === undefined ? 0 : 2 }
}
