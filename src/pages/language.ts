/** The languages of the pages: French by default, English where the browser asks for it. */
export type Language = 'fr' | 'en'

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
