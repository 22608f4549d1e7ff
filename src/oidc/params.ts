import { bareRecord } from '../lib/bare-record.ts'

/** Parameters as they came on the wire: one given twice is a list, as the hubs' own query parser makes it. */
export type Params = Readonly<Record<string, string | readonly string[] | undefined>>

/** The value of a parameter given exactly once, `undefined` otherwise. */
export const single = (params: Params, name: string): string | undefined => {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

/** Every other query and body is empty, and kept by the journal: they share one. */
const none: Params = Object.freeze(bareRecord<never>())

/** Reads a query string or a form body; `+` is a space, a name given several times becomes a list. */
export const parseParams = (encoded: string): Params => {
  if (encoded === '') return none
  const params = bareRecord<string | string[]>()
  new URLSearchParams(encoded).forEach((value, name) => {
    const known = params[name]
    if (known === undefined) params[name] = value
    else if (Array.isArray(known)) known.push(value)
    else params[name] = [known, value]
  })
  return params
}

/** Writes parameters back as a query string, without the absent ones. */
export const formatParams = (params: Params): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string') query.append(name, value)
    else for (const each of value ?? []) query.append(name, each)
  }
  return query.toString()
}
