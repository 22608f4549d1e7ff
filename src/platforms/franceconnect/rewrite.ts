import { type Params, single } from '../../oidc/params.ts'
import { pickAcr } from './levels.ts'

/** Words that a scope may be made of (RFC 6749, 3.3); the hub ignores the others as it ignores unknown scopes. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** What the hub makes of an authorize request: one level, and a login with consent every time. */
export const rewriteFor =
  (defaultAcr: string) =>
  (params: Params): Params => ({
    ...params,
    scope: (single(params, 'scope') ?? '')
      .split(' ')
      .filter((word) => SCOPE.test(word))
      .join(' '),
    acr_values: pickAcr(single(params, 'acr_values') ?? '', defaultAcr),
    prompt: 'login consent',
  })
