import type { Kept } from '../conformance/archive.ts'
import { type ReportFormat, reportFormats } from '../conformance/formats.ts'
import { lastOf, withChanges } from '../conformance/history.ts'
import { formatFiles, renderReport } from '../conformance/render-report.ts'
import { single } from '../oidc/params.ts'
import { historyPage } from '../pages/report/history.ts'
import { chooseReport, madeReport, REPORT, reportHref } from './choose-report.ts'
import { page, type Screen } from './screen.ts'

const HOME = `${REPORT}/history`

const fileHref = ({ id, report: { client_id } }: Kept, format: ReportFormat): string =>
  `${HOME}/file?${new URLSearchParams({ client_id, id, format })}`

const list: Screen = {
  method: 'GET',
  path: HOME,
  show({ frame, query }, desk) {
    const client_id = single(query, 'client_id')
    if (client_id === undefined) return chooseReport(frame, desk)
    const history = desk.archive.history(client_id)
    // What was kept outlives its client; any other name must be known.
    const isNew = history.length === 0 || query.hub !== undefined
    const now = isNew && madeReport(desk, { client_id, hub: query.hub })
    if (now && 'problem' in now) return chooseReport(frame, desk, now.problem)
    const reports = withChanges(history).map((one, index) => ({
      id: one.id,
      at: one.report.at,
      hubs: one.report.hubs.map(({ hub, title, outcome, counts, results }) => ({
        title,
        outcome,
        passed: counts.passed,
        all: results.length,
        href: reportHref(client_id, hub),
      })),
      changes: one.changes,
      isFirst: one.report.hubs.every(({ hub }) => !lastOf(history.slice(0, index), hub)),
      files: reportFormats.map((name) => ({ name, href: fileHref(one, name) })),
    }))
    return page(historyPage({ ...frame, client_id, reports: reports.reverse() }))
  },
}

const file: Screen = {
  method: 'GET',
  path: `${HOME}/file`,
  show({ frame, query }, { archive }) {
    const format = reportFormats.find((one) => one === single(query, 'format'))
    const kept = archive
      .history(single(query, 'client_id') ?? '')
      .find(({ id }) => id === single(query, 'id'))
    if (!format || !kept) return undefined
    const { type, extension } = formatFiles[format]
    const name = `recette-${kept.report.at.slice(0, 10)}.${extension}`
    return { kind: 'text', name, type, body: renderReport(kept.report, { format, lang: frame.lang }) }
  },
}

export const historyScreens: readonly Screen[] = [list, file]
