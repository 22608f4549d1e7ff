import type { Context, Middleware } from 'koa'
import { type AccessSettings, refuseCaller } from './access.ts'
import { answer, findOperation } from './answer.ts'
import { callerOf } from './caller.ts'
import type { Desk } from './desk.ts'
import { createEventStreams, type EventStreams } from './event-streams.ts'
import { API_PATH } from './openapi.ts'
import { operations } from './operations.ts'
import { readJson } from './read-json.ts'
import { problem, type Reply } from './reply.ts'

/** The API over HTTP. */
export type ControlApi = {
  middleware: Middleware
  /** Ends the streams that callers still listen to. */
  close(): void
}

/** Serves the operations below /_doublure/api/v1. */
export const createControlApi = (desk: Desk, access: AccessSettings): ControlApi => {
  const streams = createEventStreams()
  const middleware: Middleware = async (ctx, next) => {
    if (ctx.path !== API_PATH && !ctx.path.startsWith(`${API_PATH}/`)) return next()
    ctx.set('cache-control', 'no-store')
    ctx.set('x-content-type-options', 'nosniff')
    send(ctx, refuseCaller(callerOf(ctx), access) ?? (await reply(ctx, desk)), streams)
    return undefined
  }
  return { middleware, close: streams.close }
}

const reply = async (ctx: Context, desk: Desk): Promise<Reply> => {
  const request = { method: ctx.method, path: ctx.path.slice(API_PATH.length) || '/' }
  const found = findOperation(operations, request)
  if ('status' in found) return found
  const query = new URLSearchParams(ctx.querystring)
  const twice = [...query.keys()].find((name) => query.getAll(name).length > 1)
  if (twice !== undefined) return problem(400, 'A parameter is given twice', `query.${twice}: expected once.`)
  const read = found.operation.body ? await readJson(ctx, found.operation.limit) : { value: undefined }
  if ('problem' in read) return read.problem
  return answer(operations, desk, { ...request, query: Object.fromEntries(query), body: read.value })
}

const send = (ctx: Context, { status, body, location, stream }: Reply, streams: EventStreams): void => {
  ctx.status = status
  if (stream) streams.open(ctx, stream)
  if (location !== undefined) ctx.set('location', `${API_PATH}${location}`)
  if (status === 401) ctx.set('www-authenticate', 'Bearer realm="doublure"')
  if (status === 405 && isProblem(body)) ctx.set('allow', body.known?.join(', ') ?? '')
  if (body === undefined) return
  ctx.set('content-type', status >= 400 ? 'application/problem+json' : 'application/json')
  ctx.body = JSON.stringify(body)
}

const isProblem = (body: unknown): body is { known?: readonly string[] } =>
  typeof body === 'object' && body !== null
