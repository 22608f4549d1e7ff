const classes: readonly [RegExp, number][] = [
  [/^[0-9]*$/, 10],
  [/^([0-9a-f]*|[0-9A-F]*)$/, 16],
  [/^([0-9a-z]*|[0-9A-Z]*)$/, 36],
  [/^[0-9a-zA-Z]*$/, 62],
]

/** Characters of the smallest usual alphabet that the values could be made of. */
const alphabetOf = (values: readonly string[]): number =>
  classes.find(([pattern]) => values.every((value) => pattern.test(value)))?.[1] ?? 64

const commonStart = (values: readonly string[]): number => {
  const [first = ''] = values
  let length = 0
  while (length < first.length && values.every((value) => value[length] === first[length])) length += 1
  return length
}

const reversed = (value: string): string => [...value].reverse().join('')

/** Values without what they all begin and end with. */
const variable = (values: readonly string[]): string[] => {
  const start = commonStart(values)
  const tails = values.map((value) => value.slice(start))
  const end = commonStart(tails.map(reversed))
  return tails.map((value) => value.slice(0, value.length - end))
}

/**
 * The most bits that values can hold, seen from outside: what they all begin and end with holds none, and few distinct
 * characters mean a small alphabet. A generous bound: a value found weak is weak, one found strong may still be.
 */
export const bitsOf = (values: readonly string[]): number => {
  const parts = values.length > 1 ? variable(values) : values
  const distinct = Math.min(...parts.map((part) => new Set(part).size))
  const length = Math.min(...parts.map((part) => part.length))
  const alphabet = Math.min(alphabetOf(parts), Math.max(1, distinct * 3))
  return Math.floor(length * Math.log2(alphabet))
}

/** How little chance different values hold, when they could be guessed; `undefined` when nothing in them says so. */
export const weaknessOf = (values: readonly string[], bits: number): string | undefined => {
  const found = bitsOf(values)
  return found < bits ? `${found} bits < ${bits}` : undefined
}
