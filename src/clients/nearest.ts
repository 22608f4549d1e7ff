import type { Problem } from '../lib/problem.ts'

/** The known word that a mistyped one most looks like, `undefined` when none is near enough to be worth saying. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  const ranked = [...known]
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.ceil(Math.min(word.length, candidate.length) / 3))
    .sort(
      (one, other) =>
        one.distance - other.distance || distance(word, one.candidate) - distance(word, other.candidate),
    )
  return ranked[0]?.candidate
}

/** `; did you mean "redirect_uris"?`, or nothing. */
export const suggestion = (word: string, known: Iterable<string>): string => {
  const near = nearest(word, known)
  return near === undefined ? '' : `; did you mean "${near}"?`
}

/** Adds a suggestion to the problems that name an unknown key, as `validateDocument` words them. */
export const suggestKeys = (problems: readonly Problem[], known: readonly string[]): Problem[] =>
  problems.map(({ origin, message }) => {
    const key = /^unknown key "(?:.*\.)?([^"]*)"$/.exec(message)?.[1]
    return { origin, message: key === undefined ? message : `${message}${suggestion(key, known)}` }
  })

/** Levenshtein distance: letters to add, remove or change to go from one word to the other. */
export const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
