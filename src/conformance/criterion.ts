/** conformance/ owns what an integration proves: criteria over the journal, verdicts with their evidence, and the report. */
import type { Exchange } from '../journal/exchange.ts'
import type { Words } from '../lib/words.ts'
import type { Reference } from '../oidc/reference.ts'
import type { Traffic } from './traffic.ts'

/** What a criterion makes of the traffic. */
export type Status = 'passed' | 'failed' | 'not_observed' | 'review'

/** A status, why, and the exchanges that prove it. */
export type Verdict = { status: Status; because: Words; evidence: readonly Exchange[] }

/** `observed` in traffic, `provoked` by a fault and judged by what the client does next, or `declared` by a person. */
export type Kind = 'observed' | 'provoked' | 'declared'

/** `required`: its failure fails the report; `advised`: a failure is told, and fails nothing. */
export type Severity = 'required' | 'advised'

/** One thing that a client must prove. */
export type Criterion = {
  /** A path: `authorization/state-random`. */
  id: string
  title: Words
  kind: Kind
  severity: Severity
  reference: Reference
  /** What a tester does to make it observable. */
  how: Words
  /** The step of the rehearsal that shows it: `login`, `fault/invalid-nonce`. */
  scenario: string
  /** Faults that show it, any of them. */
  faults?: readonly string[]
  /** Parameters of the first of them, as the rehearsal arms it. */
  params?: Readonly<Record<string, string>>
  /** Absent: it concerns every client; one whose registration is not known is taken for concerned. */
  appliesTo?(traffic: Traffic): boolean
  assess(traffic: Traffic): Verdict
}

const verdict =
  (status: Status) =>
  (because: Words, evidence: readonly Exchange[] = []): Verdict => ({ status, because, evidence })

export const passed = verdict('passed')
export const failed = verdict('failed')
export const notObserved = verdict('not_observed')
/** Traffic alone does not decide: a person must. */
export const review = verdict('review')

/** A sentence that is kept in English, and in French too where whoever wrote it knew some. */
export const asKept = (en: string, fr: string = en): Words => ({ fr, en })

/** How many causes of a failure are told. */
const TOLD = 3

/**
 * Judges exchanges one by one: a single defect fails, none at all to judge is not observed. A cause is told once, and its last
 * exchange stands at the end of the evidence, which pages show.
 */
export const judgeEach = (
  exchanges: readonly Exchange[],
  defectOf: (exchange: Exchange) => Words | undefined,
  words: { none: Words; kept: (count: number) => Words },
): Verdict => {
  if (exchanges.length === 0) return notObserved(words.none)
  const defects = exchanges.flatMap((exchange) => {
    const defect = defectOf(exchange)
    return defect ? [{ exchange, defect }] : []
  })
  if (defects.length === 0) return passed(words.kept(exchanges.length), exchanges)
  const causes = [
    ...new Map(defects.map(({ exchange, defect }) => [defect.en, { exchange, defect }])).values(),
  ]
  const told = causes.slice(0, TOLD).map(({ defect }) => defect)
  if (causes.length > TOLD) told.push(asKept('…'))
  const count = `${defects.length}/${exchanges.length}`
  const latest = new Set(causes.map(({ exchange }) => exchange))
  return failed(
    {
      fr: `${count} : ${told.map(({ fr }) => fr).join(' ; ')}`,
      en: `${count}: ${told.map(({ en }) => en).join('; ')}`,
    },
    [...defects.map(({ exchange }) => exchange).filter((one) => !latest.has(one)), ...latest],
  )
}
