/** Longest part of a label that is made of a title. */
const LONGEST = 80

/**
 * A label that one test has alone, readable in the journal: what the test is called, then `unique`. Letters lose their
 * accents and other signs become hyphens, as a header carries ASCII alone.
 */
export const ownLabel = (title: string, unique: string): string => {
  const plain = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
  return plain === '' ? unique : `${plain}-${unique}`
}
