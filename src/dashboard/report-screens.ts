import { type ReportFormat, reportFormats } from '../conformance/formats.ts'
import { changesSince, lastOf } from '../conformance/history.ts'
import { formatFiles, renderReport } from '../conformance/render-report.ts'
import { kinds } from '../conformance/wording.ts'
import type { Desk } from '../control/desk.ts'
import { type Params, single } from '../oidc/params.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { reportPage } from '../pages/report/report.ts'
import { chooseReport, historyHref, madeReport, REPORT, reportHref, sinceOf } from './choose-report.ts'
import { jsonOrText } from './read-form.ts'
import { ask, go, page, type Screen, type Shown } from './screen.ts'
import { waitingFault } from './waiting-fault.ts'

const text = (params: Params, name: string): string => single(params, name) ?? ''

const show = (frame: DashboardFrame, desk: Desk, params: Params, problems?: readonly string[]): Shown => {
  if (single(params, 'client_id') === undefined) return chooseReport(frame, desk)
  const found = madeReport(desk, params)
  if ('problem' in found) return chooseReport(frame, desk, found.problem)
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
      rehearsal: hub.rehearsal.map((step) => ({
        ...step,
        waiting: step.fault && waitingFault(desk, { client_id, hub: hub.hub }, step),
      })),
      answerer: desk.archive
        .declarations(client_id)
        .toSorted((one, other) => one.at.localeCompare(other.at))
        .at(-1)?.name,
      restart: reportHref(client_id, hub.hub, since.since === undefined ? { since: at } : {}),
      changes: lastOf(history, hub.hub) && changesSince(history, report),
      ...(history.length > 0 && { history: historyHref(client_id) }),
      files: reportFormats.map((name) => ({
        name,
        href: reportHref(client_id, hub.hub, { format: name, ...since }, '/file'),
      })),
      home: REPORT,
      stream: '/_doublure/journal/stream',
    }),
    problems ? 400 : 200,
  )
}

const read: Screen = {
  method: 'GET',
  path: REPORT,
  show: ({ frame, query }, desk) => show(frame, desk, query),
}

const file: Screen = {
  method: 'GET',
  path: `${REPORT}/file`,
  show({ frame, query }, desk) {
    const format = reportFormats.find((one): one is ReportFormat => one === single(query, 'format'))
    const found = madeReport(desk, query)
    if ('problem' in found) return chooseReport(frame, desk, found.problem)
    if (!format) return chooseReport(frame, desk, `format: ${reportFormats.join(', ')}`)
    const { type, extension } = formatFiles[format]
    const body = renderReport(found.report, { format, lang: frame.lang })
    return { kind: 'text', name: `recette-${found.hub.hub}.${extension}`, type, body }
  },
}

/** Sends a form to the API, then tells that it is done and shows the report again, with what is wrong when it was refused. */
const posting = (
  path: string,
  done: 'archived' | 'armed' | 'removed',
  send: (form: Params, desk: Desk) => Promise<{ problems?: string[] | undefined }>,
  /** Id of what the page is shown at; absent: its top. */
  place: (form: Params, desk: Desk) => string = () => '',
): Screen => ({
  method: 'POST',
  path: `${REPORT}/${path}`,
  async show({ frame, form }, desk) {
    const { problems } = await send(form, desk)
    if (problems) return show(frame, desk, form, problems)
    const href = reportHref(text(form, 'client_id'), text(form, 'hub'), { done, ...sinceOf(form) })
    const id = place(form, desk)
    return go(id === '' ? href : `${href}#${encodeURIComponent(id)}`)
  },
})

const whom = (form: Params) => ({ client_id: text(form, 'client_id'), hub: text(form, 'hub') })

/** Where the question that comes after an answer is asked; after the last, the answer itself. */
const nextQuestion = (form: Params, desk: Desk): string => {
  const answered = text(form, 'criterion')
  const found = madeReport(desk, form)
  const results =
    'problem' in found ? [] : kinds.flatMap((kind) => found.hub.results.filter((one) => one.kind === kind))
  const position = results.findIndex(({ criterion }) => criterion === answered)
  const next = [...results.slice(position + 1), ...results].find(({ status }) => status === 'review')
  return `criterion-${next?.criterion ?? answered}`
}

const declare = posting(
  'declare',
  'archived',
  (form, desk) => {
    const criterion = text(form, 'criterion')
    const [verdict, name, note] = ['verdict', 'name', 'note'].map((field) =>
      text(form, `${field}:${criterion}`),
    )
    return ask(desk, 'PUT', '/report/declarations', {
      body: { ...whom(form), criterion, verdict, name, note },
    })
  },
  nextQuestion,
)

const withdraw = posting(
  'withdraw',
  'removed',
  (form, desk) =>
    ask(desk, 'DELETE', '/report/declarations', {
      query: { ...whom(form), criterion: text(form, 'criterion') },
    }),
  (form) => `criterion-${text(form, 'criterion')}`,
)

const stepOf = (form: Params): string => `step-${text(form, 'step')}`

/** Arms the fault of a step; one that waits already is enough. */
const arm = posting(
  'arm',
  'armed',
  async (form, desk) => {
    const fault = text(form, 'fault')
    const params = text(form, 'params') === '' ? {} : jsonOrText(text(form, 'params'))
    if (waitingFault(desk, whom(form), { fault, params: Object(params) }) !== undefined) return {}
    return ask(desk, 'POST', '/faults', { body: { ...whom(form), fault, params } })
  },
  stepOf,
)

/** Takes the fault of a step away; it may have been delivered meanwhile. */
const disarm = posting(
  'disarm',
  'removed',
  async (form, desk) => {
    desk.faults.remove(text(form, 'armed'))
    return {}
  },
  stepOf,
)

const keep = posting('keep', 'archived', (form, desk) =>
  ask(desk, 'POST', '/report/history', { body: { ...whom(form), ...sinceOf(form) } }),
)

export const reportScreens: readonly Screen[] = [read, file, declare, withdraw, arm, disarm, keep]
