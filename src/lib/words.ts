/** A sentence in the two languages of the pages. */
export type Words = { fr: string; en: string }

/** A sentence of a page: in both languages, or in English alone where software or an older journal said it. */
export type Sentence = Words | string

/** A sentence whose French may be unknown. */
export const sentence = (en: string, fr: string | undefined): Sentence => (fr === undefined ? en : { fr, en })

/** A sentence as machines read it. */
export const inEnglish = (words: Sentence): string => (typeof words === 'string' ? words : words.en)

/** One sentence after the other. */
export const inARow = (...all: readonly Words[]): Words => ({
  fr: all.map(({ fr }) => fr).join(' '),
  en: all.map(({ en }) => en).join(' '),
})
