import type { KnownFault } from '../control/fault-catalogue.ts'
import type { Words } from '../lib/words.ts'

/** What the catalogue says of a fault, in both languages. */
export const faultWords = ({ title, reaction, fr }: KnownFault): { title: Words; reaction: Words } => ({
  title: { fr: fr.title, en: title },
  reaction: { fr: fr.reaction, en: reaction },
})
