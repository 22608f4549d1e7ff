import { z } from 'zod'
import type { Where } from '../journal/journal.ts'
import { type Desk, hubNamed } from './desk.ts'

/** What exchanges can be chosen by. */
export const where = z.strictObject({
  hub: z.string().optional(),
  client_id: z.string().optional(),
  login: z.string().optional().describe('Those of one login.'),
  label: z.string().optional(),
  endpoint: z.string().optional(),
  fault: z.string().optional(),
})

/** The filter without its absent members; @throws WishError for a hub that does not exist. */
export const filterOf = (asked: z.output<typeof where>, desk: Desk): Where => {
  if (asked.hub !== undefined) hubNamed(desk, asked.hub)
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}
