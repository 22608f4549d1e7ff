import type { Words } from '../lib/words.ts'
import type { Status } from './criterion.ts'
import type { Report } from './report-schema.ts'

/** A criterion whose status is not what it was. */
export type Change = {
  hub: string
  criterion: string
  title: Words
  /** Absent: the criterion was not there. */
  before?: Status
  after?: Status
}

const statusesOf = (report: Report) =>
  new Map(
    report.hubs.flatMap(({ hub, results }) =>
      results.map((result) => [`${hub} ${result.criterion}`, { hub, ...result }] as const),
    ),
  )

/** What changed from one report of a client to another, criteria that came and went included. */
export const compareReports = (before: Report, after: Report): Change[] => {
  const old = statusesOf(before)
  const recent = statusesOf(after)
  return [...new Set([...old.keys(), ...recent.keys()])].flatMap((key) => {
    const was = old.get(key)
    const is = recent.get(key)
    const known = is ?? was
    if (!known || was?.status === is?.status) return []
    return [
      {
        hub: known.hub,
        criterion: known.criterion,
        title: known.title,
        ...(was && { before: was.status }),
        ...(is && { after: is.status }),
      },
    ]
  })
}
