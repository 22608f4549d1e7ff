import { z } from 'zod'
import { type Component, problemComponent } from './component.ts'
import type { Operation, ReplyNote } from './operation.ts'

type Json = Record<string, unknown>

/** Where the API is, below the public address. */
export const API_PATH = '/_doublure/api/v1'

/** The OpenAPI 3.1 document of the operations: the same values that the router runs. */
export const openapi = (operations: readonly Operation[]): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Doublure, control API',
    version: '1.0.0',
    description:
      'Drives a local double of the French State’s identity hubs from tests. Reached from the loopback interface, ' +
      'unless the setting `control` says otherwise. Every error is a problem (RFC 9457).',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: API_PATH }],
  security: [{}, { token: [] }],
  tags: [...new Set(operations.map(tagOf))].map((name) => ({ name })),
  paths: pathsOf(operations),
  components: {
    schemas: schemasOf(operations),
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'The setting `control.token`, when there is one.',
      },
    },
  },
})

const tagOf = ({ path }: Operation): string => path.split('/')[1] ?? ''

const pathsOf = (operations: readonly Operation[]): Json => {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return paths
}

const describe = (operation: Operation): Json => {
  const { id, summary, params, query, body, replies } = operation
  const parameters = [...parametersOf('path', params), ...parametersOf('query', query)]
  return {
    operationId: id,
    summary,
    tags: [tagOf(operation)],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: ref(body) } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, note]) => [status, response(note)])),
      default: {
        description: 'A problem, which says what came and what was expected.',
        content: { 'application/problem+json': { schema: ref(problemComponent) } },
      },
    },
  }
}

const parametersOf = (place: 'path' | 'query', schema: z.ZodObject): Json[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Json
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    }
  })
}

const response = ({ description, body, list, type = 'application/json' }: ReplyNote): Json => {
  if (!body) return { description }
  const schema = list ? { type: 'array', items: ref(body) } : ref(body)
  return { description, content: { [type]: { schema } } }
}

const ref = ({ name }: Component): Json => ({ $ref: pointer(name) })
const pointer = (name: string): string => `#/components/schemas/${name}`

const schemasOf = (operations: readonly Operation[]): Json => {
  const used = operations.flatMap(({ body, replies }) => [
    ...(body ? [body] : []),
    ...Object.values(replies).flatMap((note) => (note.body ? [note.body] : [])),
  ])
  const byName = new Map([...used, problemComponent].map((component) => [component.name, component]))
  return Object.fromEntries(
    [...byName.values()].map(({ name, schema }) => {
      const { $schema, ...rest } = schema()
      return [name, rebase(rest, pointer(name))]
    }),
  )
}

/** References inside a schema start from its root: in the document, that is where the schema stands. */
const rebase = (value: unknown, root: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => rebase(item, root))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string' ? child.replace(/^#/, root) : rebase(child, root),
    ]),
  )
}
