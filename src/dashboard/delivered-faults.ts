import type { Desk } from '../control/desk.ts'
import type { KnownFault } from '../control/fault-catalogue.ts'
import type { Exchange } from '../journal/exchange.ts'
import { namesOf } from '../journal/where.ts'
import type { DeliveredFault } from '../pages/dashboard/delivered-faults.ts'
import { faultWords } from './fault-words.ts'
import { exchangeHref } from './lines.ts'
import { ask } from './screen.ts'

/** The faults that the exchanges of one login delivered, each once, with what was asked after it. */
export const deliveredFaults = (desk: Desk, exchanges: readonly Exchange[]): Promise<DeliveredFault[]> => {
  const ids = new Set(exchanges.flatMap(({ fault }) => namesOf(fault)))
  return Promise.all([...ids].map((id) => deliveredFault(desk, exchanges, id)))
}

const deliveredFault = async (
  desk: Desk,
  exchanges: readonly Exchange[],
  id: string,
): Promise<DeliveredFault> => {
  const { body: known } = await ask<KnownFault>(desk, 'GET', `/faults/catalogue/${encodeURIComponent(id)}`)
  const carriers = exchanges.filter(({ fault }) => namesOf(fault).includes(id))
  const [first] = carriers
  const later = first ? exchanges.slice(exchanges.indexOf(first) + 1) : []
  return {
    id,
    known: known && { ...faultWords(known), reference: known.reference },
    carriers: carriers.map((one) => ({ endpoint: one.endpoint, href: exchangeHref(one.id) })),
    ...(first?.login !== undefined && { next: [...new Set(later.map(({ endpoint }) => endpoint))] }),
  }
}
