import { z } from 'zod'
import type { Exchange } from '../journal/exchange.ts'
import { type Choice, choose } from '../journal/search.ts'
import { type Desk, hubNamed } from './desk.ts'

/** What exchanges can be chosen by. */
export const where = z.strictObject({
  hub: z.string().optional(),
  client_id: z.string().optional(),
  login: z.string().optional().describe('Those of one login.'),
  label: z.string().optional(),
  endpoint: z.string().optional(),
  fault: z.string().optional(),
  search: z
    .string()
    .optional()
    .describe('Words, all of them somewhere in what is shown of an exchange; case does not count.'),
})

/** The filter without its absent members; @throws WishError for a hub that does not exist. */
export const filterOf = (asked: z.output<typeof where>, desk: Desk): Choice => {
  if (asked.hub !== undefined) hubNamed(desk, asked.hub)
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}

/** The exchanges that a request chooses, oldest first; @throws WishError for a hub that does not exist. */
export const chosenExchanges = (asked: z.output<typeof where>, desk: Desk): Exchange[] =>
  choose(desk.journal, filterOf(asked, desk))
