import { compactDecrypt } from 'jose'
import * as oidc from 'openid-client'
import type { Doublure, HubId, LoginInput } from '../../src/index.ts'
import { Browser } from './browser.ts'
import { rp } from './mock.ts'
import { people, requests } from './relying-party.ts'

/** A service that people log in to: what a rehearsal does with it, whatever it is made of. */
export type Service = {
  /** Whether a session was opened in the end. */
  logIn(): Promise<boolean>
  /** Logs out of the session, by the hub. */
  logOut(): Promise<void>
}

const callback = rp.redirect_uris[0] ?? ''

/** Sends a browser to the hub and brings back where the client is called. */
const visit = async (browser: Browser, url: URL): Promise<URL> => {
  const seen = await browser.open(url.href, { headers: { 'sec-fetch-dest': 'document' } })
  if (!seen.location?.startsWith(callback)) throw new Error(`${seen.status} ${seen.location} ${seen.body}`)
  return new URL(seen.location)
}

/** An ID Token as the hub wants it back at a logout: decrypted. */
const signedToken = async (token: string, decrypts: oidc.DecryptionKey | undefined): Promise<string> => {
  if (!decrypts) return token
  const { plaintext } = await compactDecrypt(token, decrypts.key)
  return new TextDecoder().decode(plaintext)
}

/** The level that a service asks for: the weakest of its hub. */
const levelOn = (hub: HubId): string => requests[hub]?.acr_values ?? 'eidas1'

/**
 * A service made with openid-client that checks everything the library can, and the level by itself; `decrypts` is the
 * key of one that receives its answers encrypted.
 */
export const carefulService = (
  doublure: Doublure,
  hub: HubId,
  alg: string,
  decrypts?: oidc.DecryptionKey,
): Service => {
  let session: { browser: Browser; config: oidc.Configuration; id_token: string } | undefined
  const logIn = async () => {
    const config = await oidc.discovery(
      new URL(doublure.issuer(hub)),
      rp.client_id,
      { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg },
      oidc.ClientSecretPost(rp.client_secret),
      { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
    )
    if (decrypts) oidc.enableDecryptingResponses(config, ['A256GCM'], decrypts)
    const expectedState = oidc.randomState()
    const expectedNonce = oidc.randomNonce()
    const browser = new Browser()
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      state: expectedState,
      nonce: expectedNonce,
      ...requests[hub],
      acr_values: levelOn(hub),
    })
    const tokens = await oidc.authorizationCodeGrant(config, await visit(browser, url), {
      expectedState,
      expectedNonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims?.acr !== levelOn(hub)) throw new Error(`level ${claims?.acr}`)
    await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
    session = { browser, config, id_token: await signedToken(tokens.id_token ?? '', decrypts) }
  }
  return {
    async logIn() {
      session = undefined
      await logIn().catch(() => undefined)
      return session !== undefined
    },
    async logOut() {
      if (!session) throw new Error('nobody is logged in')
      const { browser, config, id_token } = session
      const url = oidc.buildEndSessionUrl(config, {
        id_token_hint: id_token,
        post_logout_redirect_uri: rp.post_logout_redirect_uris[0] ?? '',
        state: oidc.randomState(),
      })
      await browser.follow(await browser.open(url.href))
      session = undefined
    },
  }
}

const payloadOf = (token: string): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return {}
  }
}

/** A service that checks nothing of what it receives, and says the same state and nonce to everyone. */
export const carelessService = (doublure: Doublure, hub: HubId): Service => {
  let session: { browser: Browser; id_token: string } | undefined
  const issuer = doublure.issuer(hub)
  return {
    async logIn() {
      session = undefined
      const browser = new Browser()
      const url = new URL(`${issuer}/authorize`)
      url.search = new URLSearchParams({
        client_id: rp.client_id,
        response_type: 'code',
        redirect_uri: callback,
        state: 'the-same-state-for-everyone-and-for-ever',
        nonce: 'the-same-nonce-for-everyone-and-for-ever',
        ...requests[hub],
        acr_values: levelOn(hub),
      }).toString()
      const back = await visit(browser, url)
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: rp.client_id,
        client_secret: rp.client_secret,
        redirect_uri: callback,
        code: back.searchParams.get('code') ?? 'none',
      })
      const ask = async () => {
        const answer = await fetch(`${issuer}/token`, { method: 'POST', body })
        return (await answer.json().catch(() => ({}))) as { access_token?: string; id_token?: string }
      }
      // It takes every trouble for a hiccup, and asks once more.
      const first = await ask()
      const tokens = first.access_token ? first : await ask()
      const userinfo = await fetch(`${issuer}/userinfo?access_token=${tokens.access_token}`)
      const text = await userinfo.text()
      const person = text.startsWith('{') ? JSON.parse(text) : payloadOf(text)
      session = { browser, id_token: tokens.id_token ?? '' }
      return typeof person === 'object'
    },
    async logOut() {
      if (!session) throw new Error('nobody is logged in')
      const url = `${issuer}/session/end?${new URLSearchParams({ id_token_hint: session.id_token })}`
      await session.browser.follow(await session.browser.open(url))
      session = undefined
    },
  }
}

/** Plays a step of the rehearsal: a login under a fault, then what the person would do. Whether a session was opened. */
export const playFault = async (
  doublure: Doublure,
  hub: HubId,
  fault: NonNullable<LoginInput['faults']>[number],
  service: Service,
): Promise<boolean> => {
  await doublure.login({ client_id: rp.client_id, hub, persona: personOf(hub), faults: [fault] })
  const isOpen = await service.logIn()
  if (isOpen) await service.logOut()
  return isOpen
}

/** Plays a login without a fault. */
export const playLogin = async (doublure: Doublure, hub: HubId, service: Service) => {
  await doublure.login({ client_id: rp.client_id, hub, persona: personOf(hub) })
  return service.logIn()
}

const personOf = (hub: HubId): string => people[hub] ?? 'john-doe'
