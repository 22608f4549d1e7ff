/** Why no answer came, from the cause that fetch hides below "fetch failed". */
export const fetchFailure = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no answer in time'
  return code ?? (cause instanceof Error ? cause.message : String(cause))
}
