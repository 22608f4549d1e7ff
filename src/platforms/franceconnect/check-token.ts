import type { Client } from '../../clients/client.ts'
import { isDataProvider } from '../../clients/client.ts'
import type { Answer } from '../../journey/answer.ts'
import type { AccessToken, Visit } from '../../journey/visit.ts'
import { single } from '../../oidc/params.ts'
import { subOf } from './civil-identity.ts'
import { encryptFor } from './encrypt-for.ts'
import { errors } from './errors.ts'
import { refused } from './reasons.ts'

const fields = ['token', 'client_id', 'client_secret']

/** `POST /checktoken`: tells a data provider what an access token is worth, signed and encrypted for it. */
export const checkToken = async (visit: Visit): Promise<Answer> => {
  const given = Object.keys(visit.body)
  const complete = fields.every((field) => single(visit.body, field)) && given.length === fields.length
  if (!complete) return failure('Y100013')
  const client = visit.stage.client(single(visit.body, 'client_id') ?? '')
  if (!client || !isDataProvider(client)) return failure('Y330001')
  if (client.client_secret !== single(visit.body, 'client_secret')) return failure('Y330002')
  const token = await visit.stage.accessToken(single(visit.body, 'token') ?? '')
  const signed = visit.sign(client.introspection_signed_response_alg ?? 'ES256', {
    token_introspection: token ? introspection(visit, token, client) : { active: false },
    aud: client.client_id,
    iat: visit.stage.now(),
    iss: visit.hub.issuer,
  })
  if (signed === undefined) {
    return refused('Y440001', {
      fr: `un fournisseur de données qui demande ${client.introspection_signed_response_alg}`,
      en: `a data provider that asks ${client.introspection_signed_response_alg}`,
    })
  }
  const sealed = await encryptFor(client, signed)
  if ('code' in sealed) return refused(sealed.code, sealed.received)
  return { kind: 'send', status: 200, type: 'application/token-introspection+jwt', body: sealed.jwe }
}

const failure = (code: 'Y100013' | 'Y330001' | 'Y330002'): Answer => {
  const { status, back } = errors[code]
  return { kind: 'send', status, type: 'application/json; charset=utf-8', body: JSON.stringify(back) }
}

/** The members of a live token, with the pivot identity that the civil register gave. */
const introspection = ({ hub }: Visit, token: AccessToken, provider: Client) => {
  const { claims } = token.account
  const allowed = provider.scopes ?? []
  return {
    active: true,
    aud: token.client_id,
    sub: subOf(provider.entity_id ?? provider.client_id, String(claims.identity_hash), hub.secret),
    iat: token.iat,
    exp: token.exp,
    acr: claims.kept_acr,
    jti: token.jti,
    scope: token.scope
      .split(' ')
      .filter((scope) => allowed.includes(scope))
      .join(' '),
    ...civilClaims(claims),
  }
}

const pivot = [
  ...['gender', 'family_name', 'given_name', 'given_name_array'],
  ...['birthdate', 'birthplace', 'birthcountry'],
]

/** FranceConnect+ keeps what the civil register says beside what the identity provider says. */
const civilClaims = (claims: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(pivot.map((claim) => [claim, claims[`rnipp_${claim}`] ?? claims[claim]]))
