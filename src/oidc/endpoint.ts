/** The doors of a hub that a client or its browser knocks at, in the order of a login. */
export const endpoints = [
  'authorization',
  'interaction',
  'token',
  'userinfo',
  'introspection',
  'revocation',
  'end_session',
  'discovery',
  'jwks',
] as const

/** One of them, named as OpenID Connect and OAuth name it; `interaction`: the hub's own pages. */
export type Endpoint = (typeof endpoints)[number]
