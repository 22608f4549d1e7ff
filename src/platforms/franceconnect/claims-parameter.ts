type Asked = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the claims parameter asks in one of its members; nothing when it is not JSON. */
const askedIn = (claims: unknown, member: 'id_token' | 'userinfo'): Asked => {
  const parsed = isObject(claims)
    ? claims
    : typeof claims === 'string' && claims !== ''
      ? JSON.parse(claims)
      : {}
  const asked: unknown = isObject(parsed) ? parsed[member] : undefined
  return isObject(asked) ? asked : {}
}

const names = (claims: unknown): string[] => [
  ...Object.keys(askedIn(claims, 'userinfo')),
  ...Object.keys(askedIn(claims, 'id_token')),
]

/** Whether the claims parameter asks `amr`, in either member. */
export const asksAmr = (claims: unknown): boolean => names(claims).includes('amr')

const free = new Set(['sub', 'sid', 'auth_time', 'acr', 'amr', 'iss'])

/**
 * The claims of the hub's own that are asked one by one. It never grants them: the library asks for another consent, and
 * the login goes round in circles.
 */
export const ungrantedClaims = (claims: unknown, known: readonly string[]): string[] =>
  names(claims).filter((claim) => known.includes(claim) && !free.has(claim))

/** An essential `acr` of one value that the login does not give sends it round in circles too. */
export const isEssentialAcrMet = (claims: unknown, acr: string | undefined): boolean => {
  const { acr: asked } = askedIn(claims, 'id_token')
  return !isObject(asked) || asked.essential !== true || asked.value === undefined || asked.value === acr
}
