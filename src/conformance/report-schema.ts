import { z } from 'zod'

/** Name and version of the format: a field that changes its meaning changes the number. */
export const REPORT_SCHEMA = 'doublure-report/1'

const words = z.strictObject({ fr: z.string(), en: z.string() })

export const statusSchema = z.enum(['passed', 'failed', 'not_observed', 'review'])

/** What a person answered to a criterion that traffic does not decide. */
export const declarationSchema = z.strictObject({
  client_id: z.string().min(1),
  hub: z.string().min(1),
  criterion: z.string().min(1).describe('Id of the criterion.'),
  verdict: z.enum(['passed', 'failed']),
  name: z.string().trim().min(1).max(200).describe('Who looked.'),
  note: z.string().max(4000).default('').describe('What was seen.'),
  at: z.iso.datetime().describe('When.'),
})

const evidenceSchema = z.strictObject({
  id: z.string().describe('Id of the exchange in the journal.'),
  at: z.string(),
  endpoint: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  login: z.string().optional(),
  fault: z.string().optional(),
})

const resultSchema = z.strictObject({
  criterion: z.string(),
  title: words,
  kind: z.enum(['observed', 'provoked', 'declared']),
  severity: z.enum(['required', 'advised']),
  reference: z.strictObject({
    document: z.string(),
    section: z.string().optional(),
    url: z.string().optional(),
  }),
  how: words.describe('What to do to make it observable.'),
  status: statusSchema,
  because: words,
  evidence: z.array(evidenceSchema).describe('The last exchanges that prove it, ten at most.'),
  evidence_count: z.int().describe('How many exchanges prove it in all.'),
  declaration: declarationSchema.optional(),
})

const stepSchema = z.strictObject({
  id: z.string(),
  title: words,
  done: z.boolean(),
  fault: z.string().optional().describe('Fault to arm before.'),
  params: z.record(z.string(), z.string()).optional().describe('Its parameters.'),
  criteria: z.array(z.string()).describe('What the step shows.'),
})

const outcome = z
  .enum(['passed', 'failed', 'incomplete'])
  .describe(
    'failed: a required criterion failed; incomplete: none did, and some are not observed or not declared.',
  )

const counts = z.strictObject({
  passed: z.int(),
  failed: z.int(),
  not_observed: z.int(),
  review: z.int(),
})

const hubReportSchema = z.strictObject({
  hub: z.string(),
  title: z.string(),
  as_of: z.string().describe('Date of the facts.'),
  outcome,
  counts,
  results: z.array(resultSchema),
  rehearsal: z.array(stepSchema).describe('What a tester does, in order, to show every criterion.'),
})

/** A report, as it is saved and sent. */
export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  client_id: z.string(),
  client_name: z.string().optional(),
  at: z.iso.datetime(),
  outcome,
  counts,
  hubs: z.array(hubReportSchema),
})

export type Report = z.output<typeof reportSchema>
export type HubReport = z.output<typeof hubReportSchema>
export type Result = z.output<typeof resultSchema>
export type RehearsalStep = z.output<typeof stepSchema>
export type Declaration = z.output<typeof declarationSchema>
export type Outcome = Report['outcome']
