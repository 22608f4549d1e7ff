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
