import { z } from 'zod'

type JsonSchema = Record<string, unknown>

/** A named schema of the OpenAPI document. */
export type Component = { name: string; schema(): JsonSchema }

/** Gives a name to what a zod schema takes in. */
export const component = (name: string, schema: z.ZodType): Component => ({
  name,
  schema: () => z.toJSONSchema(schema, { io: 'input' }),
})

/** Problem details (RFC 9457), and what helps to mend the request. */
export const problemComponent = component(
  'Problem',
  z.looseObject({
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What came, what was expected, what to do.'),
    known: z.array(z.string()).optional().describe('The names that exist, when one that does not was given.'),
    problems: z
      .array(z.strictObject({ origin: z.string(), message: z.string() }))
      .optional()
      .describe('Everything that is wrong at once, each with its field: `body.persona`.'),
  }),
)

/** The same fields, each optional: what a PATCH takes. */
export const changesOf = ({ name, schema }: Component, description: string): Component => ({
  name: `${name}Changes`,
  schema: () => ({ description, ...withoutRequired(schema()) }),
})

const withoutRequired = ({ required, ...rest }: JsonSchema): JsonSchema => {
  const variants = ['oneOf', 'anyOf'] as const
  const loosened = variants.flatMap((keyword) => {
    const list = rest[keyword]
    return Array.isArray(list) ? [[keyword, list.map(withoutRequired)]] : []
  })
  return { ...rest, ...Object.fromEntries(loosened) }
}
