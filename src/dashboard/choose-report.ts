import type { HubReport, Report } from '../conformance/report-schema.ts'
import type { Desk } from '../control/desk.ts'
import { reportOf } from '../control/report-of.ts'
import { WishError } from '../journey/wish.ts'
import { type Params, single } from '../oidc/params.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { chooseReportPage } from '../pages/report/choose.ts'
import { page, type Shown } from './screen.ts'

export const REPORT = '/_doublure/report'

/** The address of a report, or of what is done with it. */
export const reportHref = (
  client_id: string,
  hub: string,
  more: Record<string, string> = {},
  path = '',
): string => `${REPORT}${path}?${new URLSearchParams({ client_id, hub, ...more })}`

/** Where the reports of a client that were kept are listed. */
export const historyHref = (client_id: string): string =>
  `${REPORT}/history?${new URLSearchParams({ client_id })}`

/** When a report begins, absent for everything and for a date that is none. */
export const sinceOf = (params: Params): { since?: string } => {
  const time = Date.parse(single(params, 'since') ?? '')
  return Number.isNaN(time) ? {} : { since: new Date(time).toISOString() }
}

/** The report that a request asks for; why there is none otherwise. */
export const madeReport = (
  desk: Desk,
  params: Params,
): { report: Report; hub: HubReport } | { problem: string } => {
  const { since } = sinceOf(params)
  const asked = params.since ?? ''
  if (asked !== '' && since === undefined)
    return { problem: `since: ${JSON.stringify(asked)} came, expected a date: 2026-03-02T10:00:00Z` }
  try {
    const whom = { client_id: single(params, 'client_id') ?? '', hub: single(params, 'hub') }
    const report = reportOf(desk, { ...whom, since })
    const [hub] = report.hubs
    return hub ? { report, hub } : { problem: 'hub' }
  } catch (error) {
    if (error instanceof WishError) return { problem: error.detail }
    throw error
  }
}

/** The clients and hubs that a report can be made of; below what is wrong, when another was asked for. */
export const chooseReport = (frame: DashboardFrame, desk: Desk, problem?: string): Shown => {
  const names = new Map(
    desk.journal.filter().flatMap(({ client_id: id }) => (id === undefined ? [] : [[id, id]])),
  )
  for (const { client_id, client_name } of desk.clients.list()) names.set(client_id, client_name)
  const clients = [...names].map(([client_id, client_name]) => ({
    client_id,
    client_name,
    ...(desk.archive.history(client_id).length > 0 && { history: historyHref(client_id) }),
    hubs: reportOf(desk, { client_id }).hubs.map(({ hub, title, outcome, counts, results }) => ({
      title,
      href: reportHref(client_id, hub),
      outcome,
      passed: counts.passed,
      all: results.length,
    })),
  }))
  return page(chooseReportPage({ ...frame, unknown: problem, clients }), problem === undefined ? 200 : 404)
}
