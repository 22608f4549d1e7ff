/** A flag of the command line and the environment variable that says the same. */
export type Option = {
  /** Without the leading dashes: `public-url`. */
  flag: string
  /** Its twin in the environment: `DOUBLURE_PUBLIC_URL`. */
  variable: string
  /** Placeholder of the value in the help: `URL`; absent: the flag is true or false. */
  value?: string
  about: string
}

/** What one flag said: text, or true/false for a flag without a value. */
export type FlagValues = Readonly<Record<string, string | boolean>>

/** An option whose variable is named after its flag. */
export const option = (flag: string, about: string, value?: string): Option => ({
  flag,
  variable: `DOUBLURE_${flag.toUpperCase().replaceAll('-', '_')}`,
  about,
  ...(value === undefined ? {} : { value }),
})
