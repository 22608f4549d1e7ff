import { z } from 'zod'
import { catalogue, faultIds, findFault } from '../faults/catalogue.ts'
import { allSeams, type Fault } from '../faults/fault.ts'
import { component } from './component.ts'
import { operation } from './operation.ts'
import { ok, unknown } from './reply.ts'

const reference = z.strictObject({
  document: z.string(),
  section: z.string().optional(),
  url: z.url().optional(),
})

const known = component(
  'Fault',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    seam: z.enum(allSeams).describe('Where it acts.'),
    module: z
      .string()
      .optional()
      .describe(
        'The OpenID Foundation’s negative test module of the same purpose, where its suites have one.',
      ),
    params: z.record(z.string(), z.json()).describe('JSON Schema of its parameters, with their defaults.'),
    reference: reference.describe('What it violates.'),
    reaction: z.string().describe('What a correct client does.'),
    ends: z.literal(true).optional().describe('It asks the hub for nothing more: the login is done by then.'),
    needs: z.string().optional().describe('Only clients that receive such answers can meet it.'),
    fr: z.strictObject({ title: z.string(), reaction: z.string() }).describe('The same in French.'),
  }),
)

/** A fault as the catalogue tells it: its parameters as a JSON Schema. */
export type KnownFault = Omit<Fault, 'apply' | 'params' | 'title' | 'reaction'> & {
  params: Readonly<Record<string, unknown>>
  title: string
  /** What a correct client does. */
  reaction: string
  /** The same in French. */
  fr: { title: string; reaction: string }
}

const describe = ({ apply: _, params, title, reaction, ...fault }: Fault): KnownFault => {
  const { $schema, ...schema } = z.toJSONSchema(params, { io: 'input' })
  return {
    ...fault,
    title: title.en,
    reaction: reaction.en,
    params: schema,
    fr: { title: title.fr, reaction: reaction.fr },
  }
}

const listCatalogue = operation({
  id: 'listCatalogue',
  method: 'GET',
  path: '/faults/catalogue',
  summary: 'Everything that can go wrong on purpose, and what a correct client makes of it',
  replies: {
    200: { description: 'In the order in which a login meets them.', body: known, list: true },
  },
  handle: () => ok(catalogue.map(describe)),
})

const getKnownFault = operation({
  id: 'getKnownFault',
  method: 'GET',
  path: '/faults/catalogue/:id',
  summary: 'One fault of the catalogue',
  params: z.strictObject({ id: z.string().describe('Name of the fault.') }),
  replies: { 200: { description: 'The fault.', body: known } },
  handle({ params: { id } }) {
    const found = findFault(id)
    return found ? ok(describe(found)) : unknown('fault', id, faultIds)
  },
})

export const catalogueOperations = [listCatalogue, getKnownFault]
