import type { Platform } from '../platform.ts'
import type { Ways } from '../proconnect/journey/ways.ts'
import { pairwiseSubject, publicSubject } from './subject.ts'

/** What the definitions of AgentConnect differ by, as its last releases went. */
export type Edition = {
  asOf: Platform['asOf']
  subject: Ways['subject']
  subjectType: 'public' | 'pairwise'
  /** From July 2024 acr_values and nonce may be left out, and a login may be silent. */
  isLate: boolean
  /** `login_hint` is known to the gate, and nothing is made of it. */
  takesLoginHint: boolean
  /** Codes of the pages of an identity provider that is disabled, and of one that the client leaves out. */
  refusals: typeof refusals | typeof laterRefusals
}

const refusals = { disabled: 'Y020017', excluded: 'Y020023' } as const

/** Their names from May 2024. */
const laterRefusals = { disabled: 'Y500017', excluded: 'Y500023' } as const

/** Every code that some edition refuses a provider with. */
export const providerRefusals: readonly string[] = [refusals, laterRefusals].flatMap((codes) =>
  Object.values(codes),
)

/** Newest first; the usual one is AgentConnect as most of its clients knew it. */
export const editions: readonly Edition[] = [
  {
    asOf: { date: '2024-07-24', release: 'documentation of 2024-07-24' },
    subject: publicSubject,
    subjectType: 'public',
    isLate: true,
    takesLoginHint: false,
    refusals: laterRefusals,
  },
  {
    asOf: { date: '2024-05-17', release: 'france-connect/sources, fc-298RC2' },
    subject: publicSubject,
    subjectType: 'public',
    isLate: false,
    takesLoginHint: false,
    refusals: laterRefusals,
  },
  {
    asOf: { date: '2024-02-01', release: 'france-connect/sources, v3.185.0', usual: true },
    subject: pairwiseSubject,
    subjectType: 'pairwise',
    isLate: false,
    takesLoginHint: true,
    refusals,
  },
]
