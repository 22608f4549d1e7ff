import type { Exchange } from './exchange.ts'

/** Which exchanges to keep: those that have each of these values; of several faults between commas, all of them. */
export type Where = Partial<Pick<Exchange, 'hub' | 'client_id' | 'login' | 'endpoint' | 'label' | 'fault'>>

/** Whether an exchange has each of these values. */
export const matches = (exchange: Exchange, { fault, ...where }: Where): boolean =>
  Object.entries(where).every(([name, value]) => exchange[name as keyof typeof where] === value) &&
  namesOf(fault).every((name) => namesOf(exchange.fault).includes(name))

/** The faults that a field names. */
export const namesOf = (fault: string | undefined): readonly string[] =>
  fault === undefined ? [] : fault.split(',')
