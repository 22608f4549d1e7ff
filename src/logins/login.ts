/** logins/ owns logins decided before they begin: who waits for which client, and which exchanges belong together. */
import { withLabel } from '../lib/label.ts'
import { leftAside, type Reason, type WhyNot } from '../lib/reason.ts'
import type { Words } from '../lib/words.ts'

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
export type Undelivered = WhyNot & { fault: string }

/** An armed login and what became of it; `why_not`: why it was left aside when the login most like it came. */
export type Login = Omit<LoginOrder, 'expires_in'> &
  WhyNot & {
    id: string
    state: LoginState
    /** How many logins it still waits for. */
    remaining: number
    /** ISO 8601. */
    armed_at: string
    expires_at?: string
    /** Ids of the exchanges that belong to it, oldest first. */
    exchanges: readonly string[]
    /** Who came, each once: a header of the request or a page may name another than `persona`. */
    came: readonly string[]
    /** Its faults that no answer delivered. */
    undelivered?: readonly Undelivered[]
  }

/** A login that comes: what armed logins are matched by. */
export type Arrival = { client_id: string; hub: string; label: string | undefined }

/** Why an armed login is not the one that comes; `undefined`: it is. */
export const mismatch = (order: LoginOrder, { client_id, hub, label }: Arrival): Words | undefined => {
  if (order.client_id !== client_id)
    return {
      fr: `une connexion du client ${client_id} est arrivée sur le hub ${hub} ; celle-ci est armée pour ${order.client_id}`,
      en: `a login of the client ${client_id} came on the hub ${hub}; this one is armed for ${order.client_id}`,
    }
  if (order.hub !== hub)
    return {
      fr: `une connexion de ce client est arrivée sur le hub ${hub} ; celle-ci est armée pour ${order.hub}`,
      en: `a login of this client came on the hub ${hub}; this one is armed for ${order.hub}`,
    }
  if (label === undefined || label === order.label) return undefined
  const [came, armed] = [withLabel(label), withLabel(order.label)]
  return {
    fr: `une connexion de ce client est arrivée ${came.fr} ; celle-ci est armée ${armed.fr}`,
    en: `a login of this client came ${came.en}; this one is armed ${armed.en}`,
  }
}

/**
 * Why a login that waits was left by the one that comes, `reason` when it could have been the one. Of another client,
 * the one that differs by nothing else: what a wrong client id looks like, most of all under the label of a test.
 */
export const leftBy = (order: LoginOrder, arrival: Arrival, reason: Words): Reason | undefined => {
  const why = mismatch(order, arrival)
  if (why === undefined) return leftAside(reason, 4)
  const { client_id, hub } = arrival
  if (order.client_id === client_id)
    return leftAside(why, mismatch({ ...order, hub }, arrival) === undefined ? 3 : 1)
  if (mismatch({ ...order, client_id }, arrival) !== undefined) return undefined
  return leftAside(why, arrival.label === undefined ? 0 : 2)
}
