import { single } from '../../oidc/params.ts'
import { letPass } from '../../rules/let-pass.ts'
import { type Ruling, refuse, report } from '../../rules/rule.ts'
import type { Platform } from '../platform.ts'
import { randomness } from '../proconnect/documented-rules.ts'
import { logoutGate, revocationGate } from '../proconnect/endpoint-rules.ts'
import { refuse as refuseLogin } from '../proconnect/journey/refuse.ts'
import { productionAddress } from '../proconnect/production-address.ts'
import { rewrite } from '../proconnect/rewrite.ts'
import type { Edition } from './editions.ts'
import { askedLevels } from './levels.ts'
import { hintHasAtHash, logoutDocumented } from './logout-rules.ts'
import { passages } from './passages.ts'
import { gateOf } from './rules.ts'
import { scopes } from './scopes.ts'

/** What AgentConnect refuses of a request, and what it lets pass against its documentation. */
export const rulingsOf = (edition: Edition): Ruling[] => [
  ...[...gateOf(edition), ...logoutGate, ...revocationGate].map((rule) => refuse(rule, 'Y000400')),
  refuse(productionAddress, 'Y030118'),
  refuse(hintHasAtHash, 'Y000002'),
  ...[randomness('state', passages.technical), randomness('nonce', passages.technical)].map(report),
  ...[...logoutDocumented, ...letPass({ scopes: Object.keys(scopes), references })].map(report),
]

const references = { random: passages.technical, scopes: passages.scopes, userinfo: passages.technical }

/** Whatever was asked, the person logs in; an unknown level is taken for the one that may be asked. */
export const rewriteOf =
  ({ isLate }: Edition): Platform['rewrite'] =>
  (params, known) => ({
    ...rewrite(params, known),
    login_hint: undefined,
    ...(!isLate && { prompt: 'login consent' }),
    acr_values: askedLevels(single(params, 'acr_values')),
  })

/** Asking amr, in whichever member, takes a registration that allows it, as the default one does. */
export const checkClaims: NonNullable<Platform['checkClaims']> = (asked, { claims }) => {
  const member = (['id_token', 'userinfo'] as const).find((name) => Object.hasOwn(Object(asked[name]), 'amr'))
  return member && claims?.includes('amr') === false
    ? refuseLogin('Y030009', {
        fr: `claims.${member}.amr, que l’enregistrement ne permet pas`,
        en: `claims.${member}.amr, which the registration does not allow`,
      })
    : undefined
}
