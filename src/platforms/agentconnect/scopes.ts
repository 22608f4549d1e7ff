import { scopes as proconnectScopes } from '../proconnect/scopes.ts'

const { openid, given_name, usual_name, email, uid, siren, siret } = proconnectScopes
const { organizational_unit, belonging_population, phone, chorusdt, idp_id, idp_acr } = proconnectScopes

/** Scope → claims. */
export const scopes = {
  openid,
  given_name,
  usual_name,
  email,
  uid,
  siren,
  siret,
  organizational_unit,
  belonging_population,
  phone,
  chorusdt,
  idp_id,
  idp_acr,
} as const

/** Claims that no scope gives. */
export const otherClaims = ['amr', 'acr', 'sid', 'auth_time', 'iss'] as const
