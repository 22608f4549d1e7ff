import type { Exchange } from '../journal/exchange.ts'
import type { Words } from '../lib/words.ts'
import type { Reference } from '../oidc/reference.ts'
import { type Criterion, notObserved, type Severity, type Verdict } from './criterion.ts'
import { judges, type Reaction } from './reactions.ts'
import { hasFault, type Traffic } from './traffic.ts'

const order = ['failed', 'passed', 'review', 'not_observed'] as const

/** One failure of several deliveries fails, and one proof proves. */
const decisive = (verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status))[0]

const afterwards: Partial<Record<Reaction, Words>> = {
  'opens-no-session': {
    fr: ' Puis déconnectez-vous si le service vous croit connecté, sinon répondez : a-t-il refusé la connexion ?',
    en: ' Then log out if the service thinks you are logged in, else answer: did it refuse the login?',
  },
}

/** What a provoked criterion is made of. */
export type Provoked = {
  /** Any of them shows it; the rehearsal arms the first. */
  faults: readonly [string, ...string[]]
  /** Parameters of the fault, as the rehearsal arms it. */
  params?: Readonly<Record<string, string>>
  id: string
  title: Words
  reaction: Reaction
  reference: Reference
  severity?: Severity
  /** Absent: every client. */
  appliesTo?(traffic: Traffic): boolean
  /** Which deliveries are judged; absent: all. */
  concerns?(faulty: Exchange, traffic: Traffic): boolean
}

/** Judges what a client does each time that the hub made one of these faults on purpose. */
export const whenFault = ({ reaction, concerns, ...definition }: Provoked): Criterion => {
  const { faults, params } = definition
  const [first] = faults
  const named = params ? `${first} (${Object.values(params).join(', ')})` : first
  return {
    severity: 'required',
    ...definition,
    // A login that must succeed all the same proves no refusal.
    kind: reaction === 'goes-on' ? 'observed' : 'provoked',
    scenario: ['fault', first, ...Object.values(params ?? {})].join('/'),
    how: {
      fr: `Armez la faute ${named}, puis connectez-vous.${afterwards[reaction]?.fr ?? ''}`,
      en: `Arm the fault ${named}, then log in.${afterwards[reaction]?.en ?? ''}`,
    },
    assess(traffic) {
      const faulty = traffic.exchanges.filter(
        (one) => hasFault(one, faults) && (concerns?.(one, traffic) ?? true),
      )
      return (
        decisive(faulty.map((one) => judges[reaction](traffic, one))) ??
        notObserved({
          fr: `la faute ${named} n’a jamais été livrée`,
          en: `the fault ${named} was never delivered`,
        })
      )
    },
  }
}
