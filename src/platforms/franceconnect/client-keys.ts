import type { Answer } from '../../journey/answer.ts'

/** To this key the identity providers encrypt for the hub. None does here, and nobody holds its private half. */
const jwks = {
  keys: [
    {
      kty: 'EC',
      use: 'enc',
      kid: 'doublure-encryption',
      alg: 'ECDH-ES',
      crv: 'P-256',
      x: 'mQY2j8A_iTj42kNt8r-Aw8cKweGVB_jwNMyCHWoRJXE',
      y: 'qgxbcl3kk4_NmKY0j8A7u5_9chtbrZES1ZpsX-10tYg',
    },
  ],
}

/** `GET /client/.well-known/keys`: the keys of the hub as a client of its identity providers. */
export const clientKeys = (): Answer => ({
  kind: 'send',
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(jwks),
  maxAge: 600,
})
