import { z } from 'zod'

/** Ten years: no test means more, and a date far beyond could not be written. */
const LONGEST = 315_360_000

/** A length of time in seconds, more than none. */
export const seconds = z.number().positive().max(LONGEST)
