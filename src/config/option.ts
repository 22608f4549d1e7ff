/** A flag of the command line and the environment variable that says the same. */
export type Option = {
  /** Without the leading dashes: `public-url`. */
  flag: string
  /** Its twin in the environment: `DOUBLURE_PUBLIC_URL`. */
  variable: string
  /** Variable that takes the content itself where `variable` takes a path: `DOUBLURE_CLIENTS`. */
  inlineVariable?: string
  /**
   * Placeholder of the value in the help: `URL`; absent: the flag is true or false; in brackets: it may stand alone, and
   * is true then.
   */
  value?: string
  /** What it means, in one sentence. */
  about: string
}

/** Whether the flag says something by itself. */
export const standsAlone = ({ value }: Pick<Option, 'value'>): boolean => value?.startsWith('[') ?? true

/** What the flags said, by name: text, or true/false for a flag without a value. */
export type FlagValues = Readonly<Record<string, string | boolean>>

/** An option whose variable is named after its flag, unless other names are given. */
export const option = (
  flag: string,
  about: string,
  value?: string,
  names: Partial<Pick<Option, 'variable' | 'inlineVariable'>> = {},
): Option => ({
  flag,
  variable: names.variable ?? `DOUBLURE_${flag.toUpperCase().replaceAll('-', '_')}`,
  ...(names.inlineVariable === undefined ? {} : { inlineVariable: names.inlineVariable }),
  ...(value === undefined ? {} : { value }),
  about,
})
