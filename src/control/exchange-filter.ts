import { z } from 'zod'
import { faultIds } from '../faults/catalogue.ts'
import type { Exchange } from '../journal/exchange.ts'
import { type Choice, choose } from '../journal/search.ts'
import { namesOf } from '../journal/where.ts'
import { checkName } from '../journey/wish.ts'
import { endpoints } from '../oidc/endpoint.ts'
import { type Desk, hubNamed } from './desk.ts'

/** What exchanges can be chosen by. */
export const where = z.strictObject({
  hub: z.string().optional(),
  client_id: z.string().optional().describe('Any name: requests of unknown clients are kept too.'),
  login: z.string().optional().describe('Those of one login.'),
  label: z.string().optional(),
  endpoint: z.string().optional().describe('authorization, token, userinfo…; interaction: the hub’s pages.'),
  fault: z.string().optional().describe('Those that delivered it; several between commas: all of them.'),
  search: z
    .string()
    .optional()
    .describe('Words, all of them somewhere in what is shown of an exchange; case does not count.'),
  outcome: z
    .enum(['unsuccessful'])
    .optional()
    .describe('Those of logins refused, failed or stopped half-way, and refusals that belong to no login.'),
})

/** The filter without its absent members; @throws WishError for a hub, endpoint or fault that does not exist. */
export const filterOf = (asked: z.output<typeof where>, desk: Desk): Choice => {
  const { hub, endpoint, fault } = asked
  if (hub !== undefined) hubNamed(desk, hub)
  if (endpoint !== undefined) checkName('endpoint', endpoint, endpoints)
  for (const name of namesOf(fault)) checkName('fault', name, faultIds)
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}

/** The exchanges that a request chooses, oldest first; @throws WishError as `filterOf` does. */
export const chosenExchanges = (asked: z.output<typeof where>, desk: Desk): Exchange[] =>
  choose(desk.journal, filterOf(asked, desk))
