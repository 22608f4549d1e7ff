import { z } from 'zod'
import type { Words } from './words.ts'

/** Why something that waits was left aside, as replicas tell it; without `whyNot`: it was not. */
export const reason = z.object({
  whyNot: z.string().optional(),
  /** The same in French; absent where another version said it. */
  fr: z.string().optional(),
  /** How much of what came was what it waits for: what differed by less tells more. */
  near: z.int().optional(),
})

export type Reason = z.output<typeof reason>

/** What is told of it to those who wait. */
export type WhyNot = {
  why_not?: string
  /** The same in French. */
  fr?: { why_not: string }
}

export const leftAside = ({ fr, en }: Words, near: number): Reason => ({ whyNot: en, fr, near })

export const whyNotOf = ({ whyNot, fr }: Reason): WhyNot => ({
  ...(whyNot !== undefined && { why_not: whyNot }),
  ...(fr !== undefined && { fr: { why_not: fr } }),
})

/** The nearer of two reasons, the later when both are as near: what others do at the same time hides nothing. */
export const nearer = (standing: Reason, next: Reason): Reason =>
  (next.near ?? 0) >= (standing.near ?? 0) ? next : standing
