import { counted } from '../lib/counted.ts'

/** How a value reads in a message: short, quoted when it is text, never a wall of JSON. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

/** Zod's error option that says what came and what was expected; the values beside an unknown key are never shown. */
export const expected = (what: string) => ({
  error: (issue: { code?: string | undefined; input?: unknown; keys?: unknown }) => {
    if (issue.code === 'unrecognized_keys') return `unknown keys: ${shown(issue.keys)}`
    if (issue.input === undefined) return `nothing was given, expected ${what}`
    return `${shown(issue.input)} was given, expected ${what}`
  },
})

/** Zod's error option for text that is too short; the text itself may be a secret, and is not shown. */
export const tooShort = (least: number, why = '') => ({
  error: ({ input }: { input?: unknown }) => {
    const { length } = String(input)
    return `${counted(length, 'character')} ${length === 1 ? 'was' : 'were'} given, expected at least ${least}${why}`
  },
})
