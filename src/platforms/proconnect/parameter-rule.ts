import type { Words } from '../../lib/words.ts'
import type { Endpoint } from '../../oidc/endpoint.ts'
import type { Reference } from '../../oidc/reference.ts'
import type { Rule } from '../../rules/rule.ts'
import { missing } from '../../rules/sentences.ts'

/** What one parameter must be, and the hub's own words when it is not. */
export type Constraint = {
  endpoint: Endpoint
  name: string
  /** Names the rule: `<endpoint>/<name>-<kind>`. */
  kind: string
  /** The requirement, as a sentence. */
  title: Words
  remedy: Words
  reference: Reference
  /** The violation as the hub prints it. */
  message: string
  /** The violation in French, of a value that does not hold. */
  wrong?: string
  isRequired: boolean
  /** Absent: every text will do. */
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
  wrong = `${name} ne convient pas`,
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
    if (value === undefined) return isRequired ? { fr: missing(name).fr, en: message } : undefined
    if (typeof value !== 'string') return { fr: `${name} est donné plusieurs fois`, en: message }
    return holds(value) ? undefined : { fr: wrong, en: message }
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

/** What is asked of a parameter that may be left out, and that any text suits. */
export const onceAtMost = (name: string): Pick<Constraint, 'title' | 'remedy'> => ({
  title: { fr: `${name}, s’il est donné, l’est une seule fois`, en: `${name}, when given, is given once` },
  remedy: { fr: `Envoyez ${name} une fois au plus.`, en: `Send ${name} once at most.` },
})
