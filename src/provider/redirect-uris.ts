import type Provider from 'oidc-provider'

/** Scheme and host in small letters, the rest as it is. */
const comparable = (uri: string): string =>
  uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, (origin) => origin.toLowerCase())

/** The releases that some hubs run compare redirect URIs without regard to the case of the host; this one does not. */
export const ignoreHostCase = (provider: Provider): void => {
  Object.defineProperty(provider.Client.prototype, 'redirectUriAllowed', {
    value(this: { redirectUris?: readonly string[] }, uri: string): boolean {
      const known = this.redirectUris ?? []
      return known.includes(uri) || known.some((one) => comparable(one) === comparable(uri))
    },
  })
}
