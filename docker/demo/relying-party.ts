import { compactDecrypt } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretPost,
  type Configuration,
  type DecryptionKey,
  discovery,
  enableDecryptingResponses,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomState,
} from 'openid-client'
import type { Hub } from './hubs.ts'
import { Trouble } from './trouble.ts'

/** Where everyone is: addresses without a final slash. */
export type Places = {
  /** Doublure as browsers see it: what issuers are made of. */
  publicUrl: string
  /** Doublure as this server sees it; in a compose network that is another name. */
  backendUrl: string
  /** This service as browsers see it: what redirect URIs are made of. */
  ownUrl: string
  /** Issuers that are not below `publicUrl`, by hub: names of real hubs that lead to Doublure. */
  issuers: Readonly<Record<string, string>>
}

/** What the callback must find again. */
export type Pending = { state: string; nonce: string }

/** Someone logged in. */
export type Login = {
  /** ID Token for `id_token_hint`, decrypted. */
  id_token: string
  claims: Readonly<Record<string, unknown>>
  userinfo: Readonly<Record<string, unknown>>
}

/** The protocol as openid-client speaks it: begin a login, finish it, leave. */
export const createRelyingParty = (places: Places, client_secret: string, key: DecryptionKey) => {
  /**
   * Asked anew each time, so that restarting Doublure with other settings is seen at once. A service in production
   * keeps its Configuration.
   */
  const configure = async ({ id, client_id, alg, encrypted }: Hub): Promise<Configuration> => {
    const ownIssuer = places.issuers[id]
    const issuer = ownIssuer ?? `${places.publicUrl}/${id}/api/v2`
    // The document is fetched where this server can reach it. It names the token, userinfo and key endpoints on that
    // same host, while the issuer and the addresses for browsers stay public. openid-client compares no issuer when it
    // is given a document's own address: we do.
    const base = ownIssuer ?? `${places.backendUrl}/${id}/api/v2`
    const document = new URL(`${base}/.well-known/openid-configuration`)
    const config = await discovery(
      document,
      client_id,
      { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg },
      ClientSecretPost(client_secret),
      {
        execute: [
          enableNonRepudiationChecks,
          // Plain HTTP is for this double alone: the real hubs speak HTTPS.
          ...(document.protocol === 'http:' ? [allowInsecureRequests] : []),
        ],
        timeout: 10,
      },
    )
    const named = config.serverMetadata().issuer
    if (named !== issuer) {
      throw new Trouble('issuer', `Émetteur annoncé : ${named} ; attendu : ${issuer} (DOUBLURE_PUBLIC_URL).`)
    }
    if (encrypted) enableDecryptingResponses(config, ['A256GCM'], key)
    return config
  }

  const decrypted = async (id_token: string, { encrypted }: Hub): Promise<string> =>
    encrypted ? new TextDecoder().decode((await compactDecrypt(id_token, key.key)).plaintext) : id_token

  return {
    /** Where to send the browser, and what to remember meanwhile. State and nonce have 43 characters. */
    async begin(hub: Hub): Promise<Pending & { url: URL }> {
      const state = randomState()
      const nonce = randomNonce()
      const url = buildAuthorizationUrl(await configure(hub), {
        redirect_uri: `${places.ownUrl}/${hub.id}/callback`,
        scope: hub.scope,
        state,
        nonce,
        ...(hub.acr_values && { acr_values: hub.acr_values }),
        ...(hub.claims && { claims: hub.claims }),
      })
      return { state, nonce, url }
    },

    /**
     * Exchanges the code and asks who it is, at once: codes and tokens live seconds. openid-client checks state, iss,
     * nonce, aud, exp, signatures, and that userinfo speaks of the same sub; the level is ours to check.
     * @throws what openid-client throws, or Trouble.
     */
    async finish(hub: Hub, callback: URL, { state, nonce }: Pending): Promise<Login> {
      const config = await configure(hub)
      const tokens = await authorizationCodeGrant(config, callback, {
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      const { id_token } = tokens
      if (claims === undefined || id_token === undefined) throw new Trouble('id_token', 'ID Token absent.')
      if (!hub.levels.includes(String(claims.acr))) {
        throw new Trouble('acr', `Niveau reçu : ${claims.acr} ; attendu : ${hub.levels.join(', ')}.`)
      }
      const userinfo = await fetchUserInfo(config, tokens.access_token, claims.sub)
      return { id_token: await decrypted(id_token, hub), claims, userinfo }
    },

    /** Where to send the browser to log out of the hub, and the state that comes back. */
    async leave(hub: Hub, { id_token }: Login): Promise<{ state: string; url: URL }> {
      const state = randomState()
      const url = buildEndSessionUrl(await configure(hub), {
        id_token_hint: id_token,
        post_logout_redirect_uri: `${places.ownUrl}/${hub.id}/logout-callback`,
        state,
      })
      return { state, url }
    },
  }
}

export type RelyingParty = ReturnType<typeof createRelyingParty>
