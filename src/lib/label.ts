import { z } from 'zod'
import type { Words } from './words.ts'

/** Labels come in a header, which trims its value and carries no control character. */
const isLabel = (text: string): boolean =>
  text !== '' && text === text.trim() && !/[\p{Cc}\p{Cs}]/u.test(text)

/** Text that a test gives what is its own, wherever one is given. */
export const label = z.string().refine(isLabel, {
  error: ({ input }) =>
    `received ${JSON.stringify(input)}, expected text without control characters, not blank and without a space at ` +
    'either end: a header carries it',
})

/** How something was labelled, as a part of a sentence. */
export const withLabel = (label: string | undefined): Words =>
  label === undefined
    ? { fr: 'sans étiquette', en: 'without a label' }
    : { fr: `avec l’étiquette « ${label} »`, en: `with the label "${label}"` }
