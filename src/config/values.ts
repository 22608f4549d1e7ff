import { z } from 'zod'
import { expected } from '../clients/wording.ts'

/** true or false. */
export const flag = z.boolean(expected('true or false'))

/** A whole number between two others. */
export const wholeNumber = (what: string, min: number, max: number) =>
  z.int(expected(what)).min(min, expected(what)).max(max, expected(what))

/** A port of TCP; 0: a free one. */
export const port = wholeNumber('a port from 0 to 65535', 0, 65_535)
