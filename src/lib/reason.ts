import { z } from 'zod'

/** Why something that waits was left aside, as replicas tell it; without `whyNot`: it was not. */
export const reason = z.object({
  whyNot: z.string().optional(),
  /** How much of what came was what it waits for: what differed by less tells more. */
  near: z.int().optional(),
})

export type Reason = z.output<typeof reason>

/** The nearer of two reasons, the later when both are as near: what others do at the same time hides nothing. */
export const nearer = (standing: Reason, next: Reason): Reason =>
  (next.near ?? 0) >= (standing.near ?? 0) ? next : standing
