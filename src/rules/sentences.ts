import { counted } from '../lib/counted.ts'
import type { Words } from '../lib/words.ts'

/** A parameter that did not come. */
export const missing = (name: string): Words => ({ fr: `${name} manque`, en: `${name} is missing` })

/** How long a value is that is too short or too long. */
export const characters = (name: string, { length }: string): Words => ({
  fr: `${name} a ${counted(length, 'caractère')}`,
  en: `${name} has ${counted(length, 'character')}`,
})

/** A value that came, or the words of a hub: they are the same in every language. */
export const verbatim = (text: string): Words => ({ fr: text, en: text })
