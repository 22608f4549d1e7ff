/** The doors of a hub that a client or its browser knocks at, named as OpenID Connect and OAuth name them. */
export type Endpoint =
  | 'authorization'
  | 'token'
  | 'userinfo'
  | 'jwks'
  | 'discovery'
  | 'revocation'
  | 'introspection'
  | 'end_session'
  | 'interaction'
