import type Provider from 'oidc-provider'
import { type AccountKeeper, foundSubOf } from './accounts.ts'

type ClaimsModel = {
  prototype: {
    ctx?: { oidc?: { account?: object | undefined } }
    client: { subjectType: string }
    result(): Promise<Record<string, unknown>>
  }
}

/**
 * oidc-provider takes its own name of an account for the `sub` of clients that all share one. Ours is that of one login
 * of one browser, so that two logins of a person never disturb each other: the `sub` is looked up in its place.
 */
export const lookUpSubject = (provider: Provider, accounts: AccountKeeper): void => {
  const { prototype } = (provider as unknown as { Claims: ClaimsModel }).Claims
  const masked = prototype.result
  prototype.result = async function (this: ClaimsModel['prototype']) {
    const claims = await masked.call(this)
    if (this.client.subjectType !== 'pairwise' && typeof claims.sub === 'string')
      claims.sub = await foundSubOf(this.ctx, claims.sub, accounts)
    return claims
  }
}
