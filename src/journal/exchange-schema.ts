import { z } from 'zod'
import { endpoints } from '../oidc/endpoint.ts'
import { LONGEST } from './exchange.ts'

/** What pages make addresses of. */
const name = z
  .string()
  .refine((text) => text.isWellFormed(), 'expected Unicode characters: half of a surrogate pair is none')

/** Characters of what a request names itself: no request carries more (64 KiB of headers, less of a body). */
const CARRIED = 64 * 1024

const id = name.min(1).max(128)

/** Clocks begin in 1970; a date of another millennium would stand before or after all others for ever. */
const date = z.iso
  .datetime({ abort: true })
  .regex(/^(19[789]|2\d\d)\d-/, 'expected a date from 1970 to 2999')
  .describe('ISO 8601, in UTC.')

/** The value of a parameter, or those of one that was given several times. */
export const given = z.union([z.string(), z.array(z.string())])

const params = z.record(z.string(), given)
const finding = z.looseObject({
  rule: z.string(),
  title: z.string().optional(),
  message: z.string(),
  remedy: z.string().optional(),
  code: z.string().optional(),
  fr: z
    .looseObject({ title: z.string(), message: z.string(), remedy: z.string() })
    .optional()
    .describe('The same sentences in French.'),
})

const reason = z.looseObject({
  received: z.string(),
  expected: z.string(),
  remedy: z.string(),
  passage: z.looseObject({ document: z.string(), section: z.string(), url: z.string() }).optional(),
  fr: z
    .looseObject({
      received: z.string().optional(),
      expected: z.string(),
      remedy: z.string(),
    })
    .optional()
    .describe('The same sentences in French; received is absent where only English words tell it.'),
})

/** An exchange as it is printed, saved and read again. */
export const exchangeSchema = z.strictObject({
  id,
  at: date,
  hub: z.string(),
  endpoint: z.enum(endpoints).describe('An endpoint of OpenID Connect, or interaction for the hub’s pages.'),
  method: z.string(),
  path: z.string(),
  client_id: z.string().max(CARRIED).optional(),
  login: id.optional().describe('Shared by the exchanges of one login; an armed one gives its id.'),
  persona: name.max(CARRIED).optional(),
  accepted: z
    .literal(true)
    .optional()
    .describe('The hub found nothing wrong with a request for a login: what it refuses since is the login.'),
  label: z.string().max(CARRIED).optional(),
  request: z.strictObject({
    query: params,
    body: params,
    headers: z.record(z.string(), z.string()),
    exposed: z
      .array(z.string())
      .optional()
      .describe(
        'Parameters of the address or of the Referer, whatever their name, whose value was the secret of a client.',
      ),
  }),
  response: z.strictObject({
    status: z.int().min(100).max(599),
    location: z.string().optional(),
    posted: z
      .string()
      .optional()
      .describe('Where the page posts its answer at once (response_mode=form_post), with it as the query.'),
    content_type: z.string().optional(),
  }),
  refusal: z
    .strictObject({
      code: z.string(),
      id: z.string(),
      message: z.string().optional(),
      why: z.array(reason).optional().describe('Why, where no finding says it.'),
    })
    .optional()
    .describe('The hub’s own code of a refusal.'),
  findings: z.array(finding).describe('Rules that the request broke.'),
  fault: z.string().optional(),
  withheld: z
    .literal(true)
    .optional()
    .describe(
      'The fault kept what was asked for out of the answer, whose status tells success: nothing left, or no token was in it.',
    ),
  unanswered: z
    .literal(true)
    .optional()
    .describe('A fault let no byte leave: neither status nor headers were sent.'),
  duration: z.number().min(0).max(LONGEST).describe('Milliseconds.'),
})

/** A token as it is printed: decoded, never whole. */
export const tokenSchema = z.strictObject({
  name: z.string().describe('Its parameter or member; userinfo or introspection: the whole answer.'),
  carried_by: z.enum(['request', 'response']),
  masked: z.string().describe('Its beginning and its length.'),
  encryption: z.record(z.string(), z.unknown()).optional().describe('Protected header of the encryption.'),
  header: z.record(z.string(), z.unknown()).optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  signature: z
    .enum(['valid', 'invalid', 'unknown_key', 'unsigned', 'unverified', 'sealed'])
    .optional()
    .describe('sealed: encrypted, and the double does not hold what is inside. Absent: opaque.'),
})
