import type { Middleware, ParameterizedContext } from 'koa'
import { WishError } from '../journey/wish.ts'
import { ownHeaderValues } from '../lib/own-header-values.ts'
import { ProblemsError } from '../lib/problem.ts'
import type { HubState } from '../provider/hub.ts'
import { giveOwnHeaders } from './own-headers.ts'

/** Turns what no layer answered into a short answer: never a stack trace. */
export const failures: Middleware<HubState> = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    sendFailure(ctx, error)
  }
  if (ctx.status === 404 && ctx.body === undefined) {
    sendProblem(ctx, 404, 'Not Found', `Nothing is served at ${ctx.path}: see / for the hubs.`)
  }
  giveOwnHeaders(ctx)
}

const sendFailure = (ctx: ParameterizedContext<HubState>, error: unknown): void => {
  if (error instanceof WishError) {
    ctx.state.unknownName = error.message
    sendProblem(ctx, 400, error.message, error.detail, { known: error.known })
  } else if (error instanceof ProblemsError) {
    sendProblem(ctx, 400, 'The request cannot be met', error.message, { problems: error.problems })
  } else if (isClientsFault(error)) {
    sendProblem(ctx, 400, 'Bad Request', 'The request is malformed or was cut short.')
  } else {
    ctx.state.failure = error
    sendOwnError(ctx)
  }
}

/** The same for what breaks round an exchange, in its journal or its store: nothing of the answer that was made leaves. */
export const breakdowns: Middleware = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    ctx.app.emit('error', error, ctx)
    if (startAnew(ctx)) sendOwnError(ctx)
  }
}

/** Takes an answer back; one that is on its way can only be cut off, and `false` says so. */
export const startAnew = (ctx: Parameters<Middleware>[0]): boolean => {
  if (ctx.respond === false || ctx.headerSent) {
    ctx.res.destroy()
    return false
  }
  for (const name of ctx.res.getHeaderNames()) ctx.remove(name)
  ctx.set(ownHeaderValues)
  return true
}

const sendOwnError = (ctx: Parameters<Middleware>[0]): void =>
  sendProblem(ctx, 500, 'Internal Server Error', 'Doublure met an error of its own; its log says which.')

const clientsFaults: ReadonlySet<unknown> = new Set([
  'ERR_INVALID_URL',
  'ERR_HTTP_REQUEST_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ECONNRESET',
  'EPIPE',
])

/** An address that cannot be parsed, a body that is no HTTP or never ends, or a client that left. */
export const isClientsFault = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (clientsFaults.has(error.code) || String(error.code).startsWith('HPE_'))

/** Problem details for HTTP APIs (RFC 9457). */
export const sendProblem = (
  ctx: Parameters<Middleware>[0],
  status: number,
  title: string,
  detail: string,
  extra: object = {},
): void => {
  ctx.status = status
  ctx.set('content-type', 'application/problem+json')
  ctx.set('cache-control', 'no-store')
  ctx.body = JSON.stringify({ title, status, detail, ...extra })
}
