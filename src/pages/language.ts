import { type Html, html } from '../lib/html.ts'
import type { Sentence } from '../lib/words.ts'

/** The languages of the pages: French by default, English where the browser asks for it. */
export type Language = 'fr' | 'en'

/** Said of a text that is English whatever the page, so that a screen reader pronounces it right. */
export const english = (lang: Language): Html | false => lang !== 'en' && html` lang="en"`

type Phrase = string | ((...names: never[]) => string)
type Loose<Strings> = { [Key in keyof Strings]: Strings[Key] extends string ? string : Strings[Key] }

/**
 * The words of one page in both languages: the French ones set the keys, and an English one that is missing,
 * unknown or of another shape fails to compile.
 */
export const bilingual = <Strings extends Record<string, Phrase>>(
  fr: Strings,
  en: NoInfer<Loose<Strings>>,
): Record<Language, Loose<Strings>> => ({ fr: fr as Loose<Strings>, en })

/** French keeps a colon, a question mark or a quotation mark on the line of its word: the space between does not break. */
const unbroken = (text: string): string => text.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0')

/** The words of a page of ours, set as French is printed; the pages of a hub keep the spaces that the hub writes. */
export const ourWords = <Strings extends Record<string, Phrase>>(
  fr: Strings,
  en: NoInfer<Loose<Strings>>,
): Record<Language, Loose<Strings>> => {
  const set = Object.entries(fr).map(([name, phrase]) => [
    name,
    typeof phrase === 'string' ? unbroken(phrase) : (...names: never[]) => unbroken(phrase(...names)),
  ])
  return { fr: Object.fromEntries(set), en }
}

/** A sentence in the language of the page, where it has one in that language. */
export const said = (lang: Language, sentence: Sentence): string => {
  if (typeof sentence === 'string') return sentence
  return lang === 'fr' ? unbroken(sentence.fr) : sentence.en
}

/** Tells that a sentence is English where the page is not, since it has no other language. */
export const spoken = (lang: Language, sentence: Sentence): Html | false =>
  typeof sentence === 'string' && english(lang)
