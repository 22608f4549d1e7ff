import type Provider from 'oidc-provider'
import type { AccountKeeper } from './accounts.ts'

type ClaimsModel = {
  prototype: {
    client: { subjectType: string }
    result(): Promise<Record<string, unknown>>
  }
}

/**
 * oidc-provider takes its own name of an account for the `sub` of clients that all share one. Ours is that of one login
 * of one browser, so that two logins of a person never disturb each other: the `sub` is looked up in its place.
 */
export const lookUpSubject = (provider: Provider, { subOf }: AccountKeeper): void => {
  const { prototype } = (provider as unknown as { Claims: ClaimsModel }).Claims
  const masked = prototype.result
  prototype.result = async function (this: ClaimsModel['prototype']) {
    const claims = await masked.call(this)
    if (this.client.subjectType === 'pairwise' || typeof claims.sub !== 'string') return claims
    return { ...claims, sub: await subOf(claims.sub) }
  }
}
