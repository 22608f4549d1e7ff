import type { Endpoint } from '../../oidc/endpoint.ts'
import type { Reference } from '../../oidc/reference.ts'
import type { Rule } from '../../rules/rule.ts'

/** What one parameter must be, and the hub's own words when it is not. */
export type Constraint = {
  endpoint: Endpoint
  name: string
  /** Names the rule: `<endpoint>/<name>-<kind>`. */
  kind: string
  /** The requirement, as a sentence. */
  title: string
  remedy: string
  reference: Reference
  /** The violation as the hub prints it. */
  message: string
  isRequired: boolean
  /** Absent: any text will do. */
  holds?: (value: string) => boolean
  /** Values for the examples. */
  good: string
  bad?: string
}

/** A rule on one parameter; given twice, it is a list and never holds. */
export const parameterRule = ({
  endpoint,
  name,
  kind,
  title,
  remedy,
  reference,
  message,
  isRequired,
  holds = () => true,
  good,
  bad,
}: Constraint): Rule => ({
  id: `${endpoint}/${name}-${kind}`.replaceAll('_', '-'),
  title,
  endpoint,
  reference,
  remedy,
  check(params) {
    const value = params[name]
    if (value === undefined) return isRequired ? message : undefined
    return typeof value === 'string' && holds(value) ? undefined : message
  },
  examples: {
    kept: [{ [name]: good }, ...(isRequired ? [] : [{}])],
    broken: [
      { [name]: [good, good] },
      ...(isRequired ? [{}] : []),
      ...(bad === undefined ? [] : [{ [name]: bad }]),
    ],
  },
})
