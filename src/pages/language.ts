import { type Html, html } from '../lib/html.ts'

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
