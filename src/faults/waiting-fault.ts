import { z } from 'zod'
import { withLabel } from '../lib/label.ts'
import { ProblemsError } from '../lib/problem.ts'
import { leftAside, type Reason, reason, type WhyNot, whyNotOf } from '../lib/reason.ts'
import { SharedEntries, type SharedEntry } from '../lib/shared-entries.ts'
import { readTold } from '../lib/sharing.ts'
import type { Words } from '../lib/words.ts'
import type { Fault, Seam } from './fault.ts'
import { faultProblem, resolveFault } from './resolve-fault.ts'

/** Whom a defect is for, and how often: what is absent matches everyone. */
export type FaultTarget = {
  client_id: string
  hub?: string | undefined
  /** Only exchanges that carry this label, or whose login does. */
  label?: string | undefined
  /** Only exchanges of this login. */
  login?: string | undefined
  /** How many times it is delivered. */
  times: number
}

/** An answer about to leave: what armed defects are matched by. `client_id` is absent where nobody says who asks. */
export type Departure = {
  seam: Seam
  hub: string
  client_id?: string | undefined
  label?: string | undefined
  login?: string | undefined
}

/** What one replica delivered of a defect. */
export type Delivered = { count: number; to: readonly string[] }

/** A defect as replicas tell it. */
export type ToldFault = { fault: string; params: Record<string, unknown>; target: FaultTarget }

const soundFault: z.ZodType<ToldFault> = z.object({
  fault: z.string(),
  params: z.record(z.string(), z.unknown()),
  target: z.object({
    client_id: z.string(),
    hub: z.string().optional(),
    label: z.string().optional(),
    login: z.string().optional(),
    times: z.int(),
  }),
})

const delivered: z.ZodType<Delivered> = z.object({ count: z.int(), to: z.array(z.string()) })

/** A defect that was armed. */
export type WaitingFault = SharedEntry<Delivered, Reason> & {
  fault: Fault
  params: Record<string, unknown>
  target: FaultTarget
}

/** A defect that waits, or has been delivered; `why_not`: why not when the answer most like its own left. */
export type ArmedFault = FaultTarget &
  WhyNot & {
    id: string
    fault: string
    params: Readonly<Record<string, unknown>>
    /** How many deliveries it still waits for. */
    remaining: number
  }

/** A defect that nobody met yet. */
export const waitingFault = (
  armed: Pick<WaitingFault, 'id' | 'fault' | 'params' | 'target'>,
): WaitingFault => ({
  ...armed,
  remaining: armed.target.times,
  parts: new Map(),
  left: {},
})

/** One that another replica armed. */
const toldFault = (id: string, value: unknown): WaitingFault => {
  const { target, ...order } = readTold(soundFault, id, value)
  const found = resolveFault(order, id)
  if (!found || 'problems' in found)
    throw new ProblemsError(
      found?.problems ?? [{ origin: id, message: faultProblem(order) ?? 'unknown fault' }],
    )
  return waitingFault({ id, target, ...found })
}

/** Defects that replicas share, none yet. */
export const waitingFaults = () =>
  new SharedEntries<WaitingFault, Delivered, Reason>({
    read: toldFault,
    part: delivered,
    left: reason,
    remainingOf: ({ target, parts }) =>
      [...parts.values()].reduce((waiting, { count }) => waiting - count, target.times),
  })

/**
 * These documents are asked by anyone, mostly by libraries that send no header of ours: a label is the only way to tell
 * who, and a request without one may be anyone's.
 */
const isAnonymous = (seam: Seam): boolean => seam === 'jwks' || seam === 'discovery'

/** A clock is wrong for a whole login: the same login meets it again without it being counted. */
export const isLasting = ({ fault, parts }: WaitingFault, { login }: Departure): boolean =>
  fault.seam === 'clock' && login !== undefined && [...parts.values()].some(({ to }) => to.includes(login))

/** Whether an answer is of the kind that a defect waits for, and of its client or of its login alone. */
export const concerns = (entry: WaitingFault, departure: Departure): boolean =>
  entry.fault.seam === departure.seam &&
  (entry.remaining > 0 || isLasting(entry, departure)) &&
  (isAnonymous(departure.seam) ||
    (entry.target.client_id === departure.client_id &&
      (entry.target.login === undefined || entry.target.login === departure.login)))

/** Which of those that match an answer it suffers. */
export const chosenAmong = (
  matching: readonly WaitingFault[],
  { seam, label }: Departure,
): readonly WaitingFault[] => {
  const first = (entries: readonly WaitingFault[]) =>
    entries.find(({ target }) => target.label === label) ?? entries[0]
  const ofLogin = matching.filter(({ target }) => target.login !== undefined)
  const ofAll = matching.filter(({ target }) => target.login === undefined)
  const next = first(isAnonymous(seam) ? matching : ofAll)
  const own = isAnonymous(seam)
    ? ofLogin.filter(({ target }) => target.login === next?.target.login)
    : ofLogin
  return next === undefined || own.includes(next) ? own : [...own, next]
}

/** Why an answer that concerns a defect is not the one; `undefined`: it is. */
const mismatch = (target: FaultTarget, { seam, hub, label }: Departure): Words | undefined => {
  if (target.hub !== undefined && target.hub !== hub)
    return {
      fr: `une réponse de ce genre est partie sur le hub ${hub} ; cette faute est armée pour ${target.hub}`,
      en: `an answer of this kind left on the hub ${hub}; this one is armed for ${target.hub}`,
    }
  if (isAnonymous(seam)) {
    if (label === undefined || label === target.label) return undefined
    const [asked, armed] = [withLabel(label), withLabel(target.label)]
    return {
      fr: `le document a été demandé ${asked.fr} ; cette faute est armée ${armed.fr}`,
      en: `the document was asked ${asked.en}; this one is armed ${armed.en}`,
    }
  }
  if (target.login === undefined && target.label !== undefined && target.label !== label) {
    const { fr, en } = withLabel(label)
    return { fr: `une réponse de ce genre est partie ${fr}`, en: `an answer of this kind left ${en}` }
  }
  return undefined
}

/** It could have been delivered: no answer is nearer. */
const NEAREST = 3

/** Why a defect that was given is not delivered. */
export const givenBack = (why: Words): Reason => leftAside(why, NEAREST)

/** Why an answer that concerns a defect leaves it waiting; `undefined`: it is the one. The right label is nearer than the right hub. */
export const leftBy = (target: FaultTarget, departure: Departure): Reason | undefined => {
  const why = mismatch(target, departure)
  if (why === undefined) return undefined
  const isLabelled = mismatch({ ...target, hub: undefined }, departure) === undefined
  const isOfHub = target.hub === undefined || target.hub === departure.hub
  return leftAside(why, (isLabelled ? 2 : 0) + (isOfHub ? 1 : 0))
}

/** As those who armed it see it. */
export const reportOf = (entry: WaitingFault): ArmedFault => {
  const { id, fault, params, target } = entry
  return {
    id,
    fault: fault.id,
    params,
    ...target,
    remaining: entry.remaining,
    ...whyNotOf(entry.left),
  }
}
