import type { Kept } from './archive.ts'
import { type Change, compareReports } from './compare.ts'
import type { Report } from './report-schema.ts'

/** What a report says of one hub, as a report. */
const onlyHub = (report: Report, hub: string): Report => ({
  ...report,
  hubs: report.hubs.filter((one) => one.hub === hub),
})

/** The last report of a history, oldest first, that speaks of a hub. */
export const lastOf = (history: readonly Kept[], hub: string): Kept | undefined =>
  history.findLast(({ report }) => report.hubs.some((one) => one.hub === hub))

/** What a report changes for each of its hubs since the last of a history that speaks of that hub. */
export const changesSince = (history: readonly Kept[], report: Report): Change[] =>
  report.hubs.flatMap(({ hub }) => {
    const before = lastOf(history, hub)
    return before ? compareReports(onlyHub(before.report, hub), onlyHub(report, hub)) : []
  })

/** Kept reports, each with what it changed since those kept before it. */
export const withChanges = (history: readonly Kept[]): (Kept & { changes: Change[] })[] =>
  history.map((one, index) => ({ ...one, changes: changesSince(history.slice(0, index), one.report) }))
