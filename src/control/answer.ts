import { WishError } from '../journey/wish.ts'
import { decodePercent } from '../lib/decode-percent.ts'
import { matchPath } from '../lib/match-path.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import { type Desk, hubIdsOf } from './desk.ts'
import type { Operation } from './operation.ts'
import { invalid, problem, type Reply } from './reply.ts'

/** A request to the API, whoever sends it: a test over HTTP, or the program that embeds the server. */
export type Request = { method: string; path: string; query: Record<string, string>; body: unknown }

/** The operation that a request is for, with the variable parts of its path; or why there is none. */
export const findOperation = (
  operations: readonly Operation[],
  { method, path }: Pick<Request, 'method' | 'path'>,
): { operation: Operation; params: Record<string, string> } | Reply => {
  const candidates = operations.flatMap((operation) => {
    const params = matchPath(operation.path, path)
    return params ? [{ operation, params }] : []
  })
  const found = candidates.find(({ operation }) => operation.method === method)
  if (found) return { operation: found.operation, params: decoded(found.params) }
  if (candidates.length === 0) return nothingAt(path, operations)
  const allowed = [...new Set(candidates.map(({ operation }) => operation.method))]
  const detail = `${method} came; ${path} answers ${allowed.join(', ')}.`
  return problem(405, 'Method Not Allowed', detail, { known: allowed })
}

/** Runs the operation that a request is for; a name that does not exist and a field that is wrong are its replies. */
export const answer = async (
  operations: readonly Operation[],
  desk: Desk,
  request: Request,
): Promise<Reply> => {
  const found = findOperation(operations, request)
  if ('status' in found) return found
  const { query, body } = request
  try {
    return await found.operation.run({ params: found.params, query, body }, desk)
  } catch (error) {
    if (error instanceof WishError) return problem(400, error.message, error.detail, { known: error.known })
    if (error instanceof ProblemsError) return invalid(error.problems.map(namingHubs(desk)))
    throw error
  }
}

/** A hub is one of those that are served, which a schema does not know. */
const namingHubs =
  (desk: Desk) =>
  ({ origin, message }: Problem): Problem => ({
    origin,
    message: origin.endsWith('.hub')
      ? message.replace('expected string', `expected one of ${hubIdsOf(desk).join(', ')}`)
      : message,
  })

const decoded = (params: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodePercent(value) ?? value]))

const nothingAt = (path: string, operations: readonly Operation[]): Reply => {
  const resources = [...new Set(operations.map((operation) => `/${operation.path.split('/')[1]}`))]
  const detail = `The control API has nothing at ${path}; it has ${resources.join(', ')}. See /openapi.json.`
  return problem(404, 'Not Found', detail, { known: resources })
}
