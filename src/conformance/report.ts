import type { Exchange } from '../journal/exchange.ts'
import type { Criterion, Verdict } from './criterion.ts'
import { rehearse } from './rehearsal.ts'
import {
  type Declaration,
  type HubReport,
  type Outcome,
  REPORT_SCHEMA,
  type Report,
  type Result,
} from './report-schema.ts'
import { type Registration, type Traffic, trafficOf } from './traffic.ts'

/** A hub, and what it asks of clients. */
export type Examined = {
  hub: string
  title: string
  /** Date of its facts. */
  asOf: string
  criteria: readonly Criterion[]
  client?: Registration | undefined
  /** What the journal shortened wherever it stood: the secrets of clients. */
  secrets?: ReadonlySet<string> | undefined
}

/** What a report is made of: it depends on nothing else. */
export type ReportInput = {
  client_id: string
  hubs: readonly Examined[]
  exchanges: readonly Exchange[]
  declarations: readonly Declaration[]
  label?: string | undefined
  /** ISO 8601; earlier exchanges are left out. */
  since?: string | undefined
  /** Milliseconds since 1970. */
  at: number
}

/** Judges one client on each of its hubs. */
export const makeReport = (input: ReportInput): Report => {
  const hubs = input.hubs.map((examined) => reportOn(examined, input))
  const results = hubs.flatMap((hub) => hub.results)
  const name = input.hubs.map(({ client }) => client?.client_name).find((found) => found !== undefined)
  return {
    schema: REPORT_SCHEMA,
    client_id: input.client_id,
    ...(name !== undefined && { client_name: name }),
    at: new Date(input.at).toISOString(),
    outcome: outcomeOf(results),
    counts: countsOf(results),
    hubs,
  }
}

const reportOn = (examined: Examined, input: ReportInput): HubReport => {
  const { hub, title, asOf, client, secrets } = examined
  const traffic = trafficOf(input.exchanges, { ...input, hub, client, secrets })
  const criteria = examined.criteria.filter(({ appliesTo }) => appliesTo?.(traffic) ?? true)
  const answers = input.declarations.filter((one) => one.hub === hub && one.client_id === input.client_id)
  const results = criteria.map((criterion) => resultOf(criterion, traffic, answers))
  return {
    hub,
    title,
    as_of: asOf,
    outcome: outcomeOf(results),
    counts: countsOf(results),
    results,
    rehearsal: rehearse(criteria, results),
  }
}

const resultOf = (criterion: Criterion, traffic: Traffic, answers: readonly Declaration[]): Result => {
  const { id, title, kind, severity, reference, how } = criterion
  const seen = criterion.assess(traffic)
  const declaration = answers.findLast((one) => one.criterion === id)
  const decided = seen.status === 'review' && declaration !== undefined
  return {
    criterion: id,
    title,
    kind,
    severity,
    reference,
    how,
    status: decided ? declaration.verdict : seen.status,
    because: decided ? { fr: declaredBy(declaration), en: declaredBy(declaration) } : seen.because,
    evidence: seen.evidence.slice(-10).map(evidenceOf),
    evidence_count: seen.evidence.length,
    ...(decided && { declaration }),
  }
}

const declaredBy = ({ name, at, note }: Declaration): string =>
  [`${name}, ${at.slice(0, 10)}`, note].filter(Boolean).join(' : ')

const evidenceOf = ({
  id,
  at,
  endpoint,
  method,
  path,
  response,
  login,
  fault,
}: Verdict['evidence'][number]) => ({
  id,
  at,
  endpoint,
  method,
  path,
  status: response.status,
  ...(login !== undefined && { login }),
  ...(fault !== undefined && { fault }),
})

const outcomeOf = (results: readonly Result[]): Outcome => {
  if (results.some(({ status, severity }) => status === 'failed' && severity === 'required')) return 'failed'
  const isOpen = results.some(({ status }) => status === 'not_observed' || status === 'review')
  return isOpen || results.length === 0 ? 'incomplete' : 'passed'
}

const countsOf = (results: readonly Result[]): Report['counts'] => {
  const counts = { passed: 0, failed: 0, not_observed: 0, review: 0 }
  for (const { status } of results) counts[status] += 1
  return counts
}
