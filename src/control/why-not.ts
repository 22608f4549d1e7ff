import { z } from 'zod'

/** French beside `why_not`. */
export const whyNotInFrench = z.object({ why_not: z.string() }).optional().describe('The same in French.')
