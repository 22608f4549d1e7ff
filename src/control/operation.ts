import { z } from 'zod'
import { suggestKeys } from '../clients/nearest.ts'
import { validateDocument } from '../lib/document.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import type { Component } from './component.ts'
import type { Desk } from './desk.ts'
import type { Reply } from './reply.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request as it came, before any check. */
export type Asked = { params: Record<string, string>; query: Record<string, string>; body: unknown }

/** How a reply is documented; without `body`, it has none. */
export type ReplyNote = { description: string; body?: Component; list?: boolean; type?: string }

/** One thing that the API can do, as a value: the router runs it, the OpenAPI document prints it. */
export type Operation = {
  /** Unique name, in camelCase. */
  id: string
  method: Method
  /** Below the API, with `:name` for a variable part. */
  path: string
  summary: string
  params: z.ZodObject
  query: z.ZodObject
  /** Schema of the body as documented; absent: no body is read. */
  body?: Component
  replies: Readonly<Record<number, ReplyNote>>
  /** Bytes of its body, when it takes a file. */
  limit?: number
  /** @throws ProblemsError for what is no such request, WishError for a name that does not exist. */
  run(asked: Asked, desk: Desk): Promise<Reply>
}

type Definition<Params extends z.ZodObject, Query extends z.ZodObject, Body> = Pick<
  Operation,
  'id' | 'method' | 'path' | 'summary' | 'replies' | 'limit'
> & {
  params?: Params
  query?: Query
  /** What is read of the body, and how it is documented when its own check is made by the handler. */
  body?: { schema: z.ZodType<Body>; as: Component }
  /** What else is wrong with a body that its schema refuses. */
  besides?(body: unknown, desk: Desk): readonly Problem[]
  handle(
    input: { params: z.output<Params>; query: z.output<Query>; body: Body },
    desk: Desk,
  ): Reply | Promise<Reply>
}

const none = z.strictObject({})

/** Closes over the schemas of a definition, so that operations of every shape make one list. */
export const operation = <
  Params extends z.ZodObject = typeof none,
  Query extends z.ZodObject = typeof none,
  Body = undefined,
>(
  definition: Definition<Params, Query, Body>,
): Operation => {
  const { id, method, path, summary, replies, limit, handle, body, besides } = definition
  const params = definition.params ?? none
  const query = definition.query ?? none
  return {
    id,
    method,
    path,
    summary,
    replies,
    params,
    query,
    ...(body && { body: body.as }),
    ...(limit !== undefined && { limit }),
    async run(asked, desk) {
      const parts = {
        params: check('path', asked.params, params),
        query: check('query', asked.query, query),
        body: check('body', asked.body, body?.schema ?? z.undefined()),
      }
      const problems = Object.values(parts).flatMap((part) => part.problems)
      if (problems.length > 0) throw new ProblemsError([...problems, ...(besides?.(asked.body, desk) ?? [])])
      return handle(
        {
          params: parts.params.value as z.output<Params>,
          query: parts.query.value as z.output<Query>,
          body: parts.body.value as Body,
        },
        desk,
      )
    },
  }
}

/** Checks one part of a request; problems name the field as `body.persona`, and the nearest name of an unknown one. */
const check = (
  origin: string,
  value: unknown,
  schema: z.ZodType,
): { value?: unknown; problems: readonly Problem[] } => {
  const originAt = (path: readonly PropertyKey[]) => [origin, ...path].join('.')
  const { value: checked, problems } = validateDocument({ value, problems: [], originAt }, schema)
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  return { value: checked, problems: suggestKeys(problems, known) }
}
