import { z } from 'zod'
import { suggestion } from '../clients/nearest.ts'
import { httpUri } from '../clients/uri.ts'
import { expected } from '../clients/wording.ts'
import type { HubId } from '../lib/hub-id.ts'

const isRealDate = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDate(text)
const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isRealDate(`${text}-01`)

const date = z
  .string(expected('a date YYYY-MM-DD or YYYY-MM'))
  .refine((text) => isDay(text) || isMonth(text), expected('a real date YYYY-MM-DD or YYYY-MM'))

/**
 * `strict` refuses what the real hub refuses; `observe` reports what the hub refuses of a request with a page of its
 * own, and lets it through: never an unknown client or address, nor what is answered to the client as an error.
 */
export const strictness = z.enum(['strict', 'observe'], expected('strict or observe'))

const quirks = z.strictObject(
  {
    post_authorize: z
      .enum(['documented', 'current'], expected('documented or current'))
      .default('documented')
      .describe(
        'POST on the authorize endpoint: documented answers as to GET, current answers the error of the deployed code.',
      ),
    lifetimes: z
      .enum(['code', 'documented'], expected('code or documented'))
      .default('code')
      .describe('Lifetimes of codes and tokens where code and documentation disagree.'),
  },
  expected('a mapping of quirks'),
)

const hubObject = (hubIds: readonly string[]) =>
  z.strictObject(
    {
      id: z
        .string(expected('the id of a hub'))
        .refine((id) => hubIds.includes(id), {
          error: ({ input }) =>
            `unknown hub "${String(input)}", expected one of ${hubIds.join(', ')}${suggestion(String(input), hubIds)}`,
        })
        .describe('Id of the hub.'),
      as_of: date
        .optional()
        .describe(
          'Day or month whose behaviour is doubled, YYYY-MM-DD or YYYY-MM; default: the latest known.',
        ),
      issuer: httpUri
        .refine(
          (uri) => !/[?#]/.test(uri) && !uri.endsWith('/'),
          expected('a URI without query, fragment or final slash'),
        )
        .optional()
        .describe('Issuer of this hub when it is not <public_url>/<hub> and its issuer path.'),
      host: z
        .string(expected('a host name'))
        .regex(
          /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i,
          expected('a host name, with a port if need be: hub.test:8443'),
        )
        .transform((host) => host.toLowerCase())
        .optional()
        .describe('A name at which this hub is served at the root, beside the names of the real one.'),
      keys: z
        .union(
          [z.string().min(1), z.looseObject({ keys: z.array(z.unknown()) })],
          expected('a path, or a JSON Web Key Set'),
        )
        .optional()
        .describe(
          'Private signing keys: path of a JSON Web Key Set, or the set itself; default: the shipped ones.',
        ),
      quirks: quirks.prefault({}).describe('Behaviours on which the real hub contradicts its documentation.'),
      redirect_uri_policy: z
        .enum(['sandbox', 'production'], expected('sandbox or production'))
        .optional()
        .describe(
          'sandbox takes http and localhost, production wants https and a real domain; default: of the hub.',
        ),
      strictness: strictness.optional().describe('Strictness of this hub alone.'),
    },
    expected('the id of a hub, or a mapping with an id'),
  )

/** One hub to serve: its id alone, or a mapping that says more. */
export const hubSchema = (hubIds: readonly string[]) =>
  z.preprocess((hub) => (typeof hub === 'string' ? { id: hub } : hub), hubObject(hubIds))

/** The JSON Schema of a hub as written, which the conversion above hides from zod. */
export const hubJsonSchema = (hubIds: readonly string[]) => {
  const { $schema, ...mapping } = z.toJSONSchema(hubObject(hubIds), { io: 'input' })
  const id = { type: 'string', enum: [...hubIds] }
  return { anyOf: [id, { ...mapping, properties: { ...mapping.properties, id } }] }
}

/** A hub as written, before files are read. */
export type WrittenHub = z.output<ReturnType<typeof hubObject>>

/** A hub as a person writes it. */
export type HubInput = HubId | (z.input<ReturnType<typeof hubObject>> & { id: HubId })
