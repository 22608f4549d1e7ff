/** Matches a path against a pattern with `:name` parts; gives those parts as they stand in the path. */
export const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  // Most patterns have no variable part, and every request is held against many.
  if (!pattern.includes(':')) return pattern === path ? {} : undefined
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const route: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':') && value !== '') route[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return route
}

/** A path found among many patterns: what its pattern stands for, and its variable parts. */
export type FoundPath<Of> = { of: Of; route: Record<string, string> }

/** Holds a path against many patterns at once: one without a variable part costs one look-up, and wins. */
export const pathMatcher = <Of>(patterns: Iterable<readonly [pattern: string, of: Of]>) => {
  const plain = new Map<string, FoundPath<Of>>()
  const variable: { start: string; pattern: string; of: Of }[] = []
  for (const [pattern, of] of patterns) {
    const at = pattern.indexOf(':')
    if (at >= 0) variable.push({ start: pattern.slice(0, at), pattern, of })
    else if (!plain.has(pattern)) plain.set(pattern, { of, route: {} })
  }
  return (path: string): FoundPath<Of> | undefined => {
    const known = plain.get(path)
    if (known) return known
    for (const { start, pattern, of } of variable) {
      const route = path.startsWith(start) && matchPath(pattern, path)
      if (route) return { of, route }
    }
    return undefined
  }
}
