import { type ReportFormat, reportFormats } from '../conformance/formats.ts'
import { changesSince, lastOf } from '../conformance/history.ts'
import { formatFiles, renderReport } from '../conformance/render-report.ts'
import type { HubReport, Report } from '../conformance/report-schema.ts'
import type { Desk } from '../control/desk.ts'
import { reportOf } from '../control/report-of.ts'
import { WishError } from '../journey/wish.ts'
import { type Params, single } from '../oidc/params.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { chooseReportPage } from '../pages/report/choose.ts'
import { reportPage } from '../pages/report/report.ts'
import { historyHref } from './history-screens.ts'
import { jsonOrText } from './read-form.ts'
import { ask, go, page, type Screen, type Shown } from './screen.ts'

const HOME = '/_doublure/report'

const hrefOf = (client_id: string, hub: string, more: Record<string, string> = {}, path = ''): string =>
  `${HOME}${path}?${new URLSearchParams({ client_id, hub, ...more })}`

const text = (params: Params, name: string): string => single(params, name) ?? ''

/** When a report begins, absent for everything; a date that is none is left aside. */
const sinceOf = (params: Params): { since?: string } => {
  const time = Date.parse(text(params, 'since'))
  return Number.isNaN(time) ? {} : { since: new Date(time).toISOString() }
}

/** The report that a request asks for; why there is none otherwise. */
const made = (desk: Desk, params: Params): { report: Report; hub: HubReport } | { problem: string } => {
  try {
    const whom = { client_id: text(params, 'client_id'), hub: single(params, 'hub') }
    const report = reportOf(desk, { ...whom, ...sinceOf(params) })
    const [hub] = report.hubs
    return hub ? { report, hub } : { problem: 'hub' }
  } catch (error) {
    if (error instanceof WishError) return { problem: error.detail }
    throw error
  }
}

const choose = (frame: DashboardFrame, desk: Desk, problem?: string): Shown => {
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
      href: hrefOf(client_id, hub),
      outcome,
      passed: counts.passed,
      all: results.length,
    })),
  }))
  const problems = problem === undefined ? undefined : [problem]
  return page(chooseReportPage({ ...frame, problems, clients }), problem === undefined ? 200 : 404)
}

const show = (frame: DashboardFrame, desk: Desk, params: Params, problems?: readonly string[]): Shown => {
  if (single(params, 'client_id') === undefined) return choose(frame, desk)
  const found = made(desk, params)
  if ('problem' in found) return choose(frame, desk, found.problem)
  const { report, hub } = found
  const { client_id, at } = report
  const since = sinceOf(params)
  const history = desk.archive.history(client_id)
  return page(
    reportPage({
      ...frame,
      ...hub,
      problems,
      client_id,
      hubTitle: hub.title,
      asOf: hub.as_of,
      at,
      ...since,
      restart: hrefOf(client_id, hub.hub, since.since === undefined ? { since: at } : {}),
      changes: lastOf(history, hub.hub) && changesSince(history, report),
      ...(history.length > 0 && { history: historyHref(client_id) }),
      files: reportFormats.map((name) => ({
        name,
        href: hrefOf(client_id, hub.hub, { format: name, ...since }, '/file'),
      })),
      home: HOME,
      stream: '/_doublure/journal/stream',
    }),
    problems ? 400 : 200,
  )
}

const read: Screen = { method: 'GET', path: HOME, show: ({ frame, query }, desk) => show(frame, desk, query) }

const file: Screen = {
  method: 'GET',
  path: `${HOME}/file`,
  show({ frame, query }, desk) {
    const format = reportFormats.find((one): one is ReportFormat => one === single(query, 'format'))
    const found = made(desk, query)
    if ('problem' in found) return choose(frame, desk, found.problem)
    if (!format) return choose(frame, desk, `format: ${reportFormats.join(', ')}`)
    const { type, extension } = formatFiles[format]
    const body = renderReport(found.report, { format, lang: frame.lang })
    return { kind: 'text', name: `recette-${found.hub.hub}.${extension}`, type, body }
  },
}

/** Sends a form to the API, then shows the report again, with what is wrong when it was refused. */
const posting = (
  path: string,
  send: (form: Params, desk: Desk) => Promise<{ problems?: string[] | undefined }>,
): Screen => ({
  method: 'POST',
  path: `${HOME}/${path}`,
  async show({ frame, form }, desk) {
    const { problems } = await send(form, desk)
    if (problems) return show(frame, desk, form, problems)
    return go(hrefOf(text(form, 'client_id'), text(form, 'hub'), { done: 'saved', ...sinceOf(form) }))
  },
})

const declare = posting('declare', (form, desk) => {
  const criterion = text(form, 'criterion')
  const [verdict, name, note] = ['verdict', 'name', 'note'].map((field) =>
    text(form, `${field}:${criterion}`),
  )
  const whom = { client_id: text(form, 'client_id'), hub: text(form, 'hub') }
  return ask(desk, 'PUT', '/report/declarations', { body: { ...whom, criterion, verdict, name, note } })
})

const arm = posting('arm', (form, desk) => {
  const params = text(form, 'params')
  return ask(desk, 'POST', '/faults', {
    body: {
      client_id: text(form, 'client_id'),
      hub: text(form, 'hub'),
      fault: text(form, 'fault'),
      ...(params !== '' && { params: jsonOrText(params) }),
    },
  })
})

const keep = posting('keep', (form, desk) =>
  ask(desk, 'POST', '/report/history', {
    body: { client_id: text(form, 'client_id'), hub: text(form, 'hub'), ...sinceOf(form) },
  }),
)

export const reportScreens: readonly Screen[] = [read, file, declare, arm, keep]
