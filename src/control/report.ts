import { z } from 'zod'
import { changesSince, withChanges } from '../conformance/history.ts'
import { declarationSchema, reportSchema, statusSchema } from '../conformance/report-schema.ts'
import { checkName } from '../journey/wish.ts'
import type { HubId } from '../lib/hub-id.ts'
import { component } from './component.ts'
import { checkClientFilter, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, problem } from './reply.ts'
import { reportOf } from './report-of.ts'

const report = component('Report', reportSchema)
const declaration = component('Declaration', declarationSchema)

const order = z.strictObject({
  client_id: z.string().min(1),
  hub: z
    .string()
    .optional()
    .describe('Default: the hubs that the client used, or those it is registered on.'),
  label: z.string().optional().describe('Only exchanges of this label.'),
  since: z.iso.datetime().optional().describe('Only exchanges from then on.'),
})

const getReport = operation({
  id: 'getReport',
  method: 'GET',
  path: '/report',
  summary: 'What the traffic of a client proves of it, hub by hub',
  query: order,
  replies: { 200: { description: 'The report, made now.', body: report } },
  handle: ({ query }, desk) => ok(reportOf(desk, query)),
})

const answer = declarationSchema.omit({ at: true }).extend({
  at: z.iso.datetime().optional().describe('When it was looked at; default: now.'),
})

/** An answer to a criterion, as a person gives it. */
export type DeclarationInput = z.input<typeof answer> & { hub: HubId }

const putDeclaration = operation({
  id: 'declare',
  method: 'PUT',
  path: '/report/declarations',
  summary: 'Answer a criterion that traffic does not decide, in the place of the answer before',
  body: { schema: answer, as: component('DeclarationOrder', answer) },
  replies: { 200: { description: 'The answer is kept; a reset leaves it.', body: declaration } },
  handle({ body: { at, ...given } }, desk) {
    const { criteria = [] } = hubNamed(desk, given.hub).platform
    const [report] = reportOf(desk, given).hubs
    checkName(
      'criterion',
      given.criterion,
      criteria.map(({ id }) => id),
    )
    const result = report?.results.find(({ criterion }) => criterion === given.criterion)
    if (result?.status !== 'review' && result?.declaration === undefined)
      return problem(
        400,
        `The criterion "${given.criterion}" is not to review`,
        'Traffic decides it, and nobody’s word, or has not shown it yet. Do what its `how` says, then read the report again.',
      )
    const kept = { ...given, at: at ?? new Date(desk.now()).toISOString() }
    desk.archive.declare(kept)
    return ok(kept)
  },
})

const listDeclarations = operation({
  id: 'listDeclarations',
  method: 'GET',
  path: '/report/declarations',
  summary: 'What people declared',
  query: z.strictObject({ client_id: z.string().optional() }),
  replies: { 200: { description: 'One an answered criterion.', body: declaration, list: true } },
  handle({ query: { client_id } }, desk) {
    checkClientFilter(desk, client_id, desk.archive.declarations())
    return ok(desk.archive.declarations(client_id))
  },
})

const deleteDeclaration = operation({
  id: 'withdrawDeclaration',
  method: 'DELETE',
  path: '/report/declarations',
  summary: 'Take an answer back',
  query: z.strictObject({ client_id: z.string(), hub: z.string(), criterion: z.string() }),
  replies: { 204: { description: 'The criterion is to review again.' } },
  handle({ query }, { archive }) {
    if (archive.withdraw(query)) return noContent
    const detail = `Nobody declared ${query.criterion} for ${query.client_id} on ${query.hub}: GET /report/declarations.`
    return problem(404, 'No such declaration', detail)
  },
})

const words = z.strictObject({ fr: z.string(), en: z.string() })
const change = z.strictObject({
  hub: z.string(),
  criterion: z.string(),
  title: words,
  before: statusSchema.optional().describe('Absent: the criterion was not there.'),
  after: statusSchema.optional(),
})
const kept = component(
  'KeptReport',
  z.strictObject({
    id: z.string(),
    report: reportSchema,
    changes: z.array(change).describe('Hub by hub, since the report kept before it that speaks of the hub.'),
  }),
)

const postHistory = operation({
  id: 'keepReport',
  method: 'POST',
  path: '/report/history',
  summary: 'Make a report and keep it, to compare the next ones with',
  body: { schema: order, as: component('ReportOrder', order) },
  replies: { 201: { description: 'The report, and what changed.', body: kept } },
  handle({ body }, desk) {
    const before = desk.archive.history(body.client_id)
    const one = desk.archive.keep(reportOf(desk, body), crypto.randomUUID())
    const changes = changesSince(before, one.report)
    return created({ ...one, changes }, `/report/history?client_id=${encodeURIComponent(body.client_id)}`)
  },
})

const listHistory = operation({
  id: 'listKeptReports',
  method: 'GET',
  path: '/report/history',
  summary: 'Reports of a client that were kept, oldest first',
  query: z.strictObject({ client_id: z.string() }),
  replies: { 200: { description: 'Each with what changed.', body: kept, list: true } },
  handle({ query: { client_id } }, desk) {
    const listed = desk.archive.histories().map((one) => one.report)
    checkClientFilter(desk, client_id, listed)
    return ok(withChanges(desk.archive.history(client_id)))
  },
})

export const reportOperations = [
  getReport,
  listDeclarations,
  putDeclaration,
  deleteDeclaration,
  listHistory,
  postHistory,
]
