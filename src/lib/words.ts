/** A sentence in the two languages of the pages. */
export type Words = { fr: string; en: string }
