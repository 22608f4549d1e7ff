import { single } from '../../oidc/params.ts'
import type { Rule } from '../../rules/rule.ts'
import { passages } from './passages.ts'

const isLocal = (host: string): boolean =>
  /^(localhost|127\..*|\[::1\])$/.test(host) || host.endsWith('.localhost')

/** https, and a name that others than this machine know. */
const isPublic = (address: string): boolean => {
  const url = URL.parse(address)
  return url?.protocol === 'https:' && !isLocal(url.hostname)
}

const local = 'http://localhost:3000/callback'

/**
 * Production registers no http and no localhost address: there, such an address is one that the client does not have.
 * What is wrong with the client or with its address anyway is left to the library.
 */
export const productionAddress: Rule = {
  id: 'authorization/production-redirect-uri',
  title: {
    fr: 'redirect_uri est une adresse https publique, quand le hub suit les règles de la production',
    en: 'redirect_uri is a public https address, where the hub holds itself to production',
  },
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: {
    fr: 'Enregistrez une adresse https publique, ou remettez redirect_uri_policy à sandbox.',
    en: 'Register a public https address, or put redirect_uri_policy back to sandbox.',
  },
  check(params, { client, redirectUriPolicy }) {
    const redirect_uri = single(params, 'redirect_uri') ?? ''
    if (redirectUriPolicy === 'sandbox' || !client?.redirect_uris.includes(redirect_uri)) return undefined
    return isPublic(redirect_uri)
      ? undefined
      : {
          fr: 'redirect_uri n’est pas une adresse https publique',
          en: "redirect_uri did not match any of the client's registered redirect_uris",
        }
  },
  examples: {
    kept: [{ redirect_uri: local }],
    broken: [],
    brokenWhen: [local, 'http://service.example/callback', 'https://localhost/callback'].map(
      (redirect_uri) => ({
        params: { redirect_uri },
        circumstances: {
          redirectUriPolicy: 'production' as const,
          client: { redirect_uris: [redirect_uri] },
        },
      }),
    ),
  },
}
