import type Provider from 'oidc-provider'

/**
 * A hub that is reached by several names is one issuer to each of its logins: the one that the browser was sent to.
 * The grant remembers it, so that a code redeemed by another name gives tokens of the same issuer.
 */
export const rememberIssuer = (provider: Provider): void => {
  const Library = provider.Grant
  class Grant extends Library {
    static override get IN_PAYLOAD(): string[] {
      return [...(Reflect.get(Library, 'IN_PAYLOAD') as string[]), 'iss']
    }
  }
  Object.defineProperty(provider, 'Grant', { value: Grant })
}

/** The issuer of the login that a request goes on with; `undefined` when it goes on with none. */
export const loginIssuer = (ctx: object): string | undefined => {
  const { oidc } = ctx as { oidc?: { entities: { Grant?: { iss?: string } } } }
  return oidc?.entities.Grant?.iss
}
