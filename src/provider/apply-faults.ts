import { isDeepStrictEqual } from 'node:util'
import type { Fault } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'
import type { Words } from '../lib/words.ts'

/**
 * Lets each defect have its way with what leaves the hub. One of which the client can see nothing (`seen`: what it can),
 * because it found nothing to change or because others hide it, waits for the next answer.
 */
export const applyFaults = <Subject>(
  subject: Subject,
  given: readonly GivenFault[],
  apply: (subject: Subject, fault: Fault, params: Record<string, unknown>) => Subject,
  seen: (subject: Subject) => unknown = (all) => all,
): Subject => {
  const spoil = (faults: readonly GivenFault[]) =>
    faults.reduce((before, { fault, params }) => apply(before, fault, params), subject)
  const look = (faults: readonly GivenFault[]) => seen(spoil(faults))
  let kept = given
  for (const one of given.toReversed()) {
    const others = kept.filter((other) => other !== one)
    if (!isDeepStrictEqual(look(others), look(kept))) continue
    const isIdle = others.length === 0 || isDeepStrictEqual(look([one]), look([]))
    one.giveBack(isIdle ? nothingToChange : hiddenBy(others))
    kept = others
  }
  return spoil(kept)
}

/** Gives back those of which another seam of the same answer left nothing. */
export const giveBackHidden = (
  earlier: readonly GivenFault[],
  by: readonly GivenFault[],
  isHidden: (one: GivenFault) => boolean,
): void => {
  for (const one of earlier.filter(isHidden)) one.giveBack(hiddenBy(by))
}

const nothingToChange: Words = {
  fr: 'elle n’a rien trouvé à changer dans la dernière réponse de ce genre',
  en: 'it found nothing to change in the last answer of its kind',
}

const hiddenBy = (others: readonly GivenFault[]): Words => {
  const names = others.map(({ fault }) => fault.id).join(', ')
  return {
    fr: `la dernière réponse de ce genre n’en montrait rien à côté de ${names} : armez-la pour une connexion à part`,
    en: `the last answer of its kind showed nothing of it beside ${names}: arm it for a login of its own`,
  }
}
