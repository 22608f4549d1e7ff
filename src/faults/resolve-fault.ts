import { validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import { faultIds, findFault } from './catalogue.ts'
import type { TakenFault } from './faults.ts'

/** A defect as logins and scenarios name it: alone, or with parameters. */
export type FaultOrder = string | { fault: string; params?: Readonly<Record<string, unknown>> | undefined }

export const faultNameOf = (order: FaultOrder): string => (typeof order === 'string' ? order : order.fault)

/** The defect of an order with its parameters read, or everything that is wrong with it; `undefined`: no such name. */
export const resolveFault = (
  order: FaultOrder,
  origin = 'params',
): TakenFault | { problems: readonly Problem[] } | undefined => {
  const fault = findFault(faultNameOf(order))
  if (!fault) return undefined
  const value = typeof order === 'string' ? {} : (order.params ?? {})
  const originAt = (path: readonly PropertyKey[]) => [origin, ...path].join('.')
  const { value: params, problems } = validateDocument({ value, problems: [], originAt }, fault.params)
  return params ? { fault, params } : { problems }
}

/** What is wrong with an order, in one sentence; `undefined`: it can be armed. */
export const faultProblem = (order: FaultOrder): string | undefined => {
  const found = resolveFault(order)
  if (!found) return `unknown fault "${faultNameOf(order)}", expected one of ${faultIds.join(', ')}`
  return 'problems' in found
    ? found.problems.map(({ origin, message }) => `${origin}: ${message}`).join('; ')
    : undefined
}
