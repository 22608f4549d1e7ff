import { createPublicKey, hash } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import type { TokenDraft } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'
import { bareRecord } from '../lib/bare-record.ts'
import type { Platform } from '../platforms/platform.ts'
import { breakToken } from './break-token.ts'
import { strangerKey } from './fault-keys.ts'
import type { HubContext, HubParts } from './hub.ts'
import { type HubKeys, keyOf } from './hub-keys.ts'
import { type PublishedKeys, refreshKeys } from './hub-time.ts'
import { loginIssuer } from './login-issuer.ts'
import { replacedInTokens } from './override-claims.ts'
import { signDraft } from './seal-draft.ts'

type IssueOptions = Parameters<InstanceType<Provider['IdToken']>['issue']>[0]
type Use = IssueOptions['use']

/** Metadata of oidc-provider's client that chooses algorithm and encryption, by kind of answer. */
const metadataOf = {
  idtoken: {
    signing: 'idTokenSignedResponseAlg',
    alg: 'idTokenEncryptedResponseAlg',
    enc: 'idTokenEncryptedResponseEnc',
  },
  userinfo: {
    signing: 'userinfoSignedResponseAlg',
    alg: 'userinfoEncryptedResponseAlg',
    enc: 'userinfoEncryptedResponseEnc',
  },
  introspection: {
    signing: 'introspectionSignedResponseAlg',
    alg: 'introspectionEncryptedResponseAlg',
    enc: 'introspectionEncryptedResponseEnc',
  },
} as const

type SealedUse = keyof typeof metadataOf
const isSealed = (use: Use): use is SealedUse => use in metadataOf

/** Seconds by which a client may let its clock differ from the hub's. */
const SKEW = 300

/** What sealing needs of a hub. */
export type Seal = {
  platform: Platform
  keys: HubKeys
  issuer: string
  /** Seconds since 1970, by the hub's clock. */
  now(): number
  takeFaults: HubParts['takeFaults']
}

/**
 * Every signed answer of a hub passes here: oidc-provider gathers the claims, the hub's own model orders them,
 * signs them once and encrypts them. It replaces the library's `issue`, which cannot be told the shape of older
 * releases (`typ`, `at_hash`) nor be given broken claims on purpose.
 */
export const sealedIdToken = (Library: Provider['IdToken'], seal: Seal): Provider['IdToken'] =>
  class IdToken extends Library {
    override async issue(options: IssueOptions): Promise<string> {
      const { use, expiresAt } = options
      if (!isSealed(use)) return super.issue(options)
      const metadata = this.client as unknown as Record<string, unknown>
      const alg = String(metadata[metadataOf[use].signing])
      const iat = seal.now()
      // Who introspects a token asks this address, and knows nothing of the login.
      const issuer = (use !== 'introspection' && loginIssuer(this.ctx)) || seal.issuer
      const claims = (await this.payload()) as Record<string, unknown>
      if (use === 'idtoken') Object.assign(claims, replacedInTokens(this.ctx.oidc.account as object))
      const payload = inOrder(claims)
      if (use === 'idtoken' && seal.platform.tokens.at_hash) {
        const { AccessToken } = this.ctx.oidc.entities
        if (AccessToken) payload.at_hash = atHash(AccessToken.jti)
      }
      payload.aud = this.client.clientId
      if (use !== 'introspection') payload.exp = expiresAt ?? iat + seal.platform.lifetimes.IdToken
      payload.iat = iat
      payload.iss = issuer
      const enc = metadata[metadataOf[use].enc]
      const whole: TokenDraft = { header: headerOf(seal, use, alg), claims: payload, key: 'hub' }
      if (typeof enc === 'string') whole.encryption = { enc, to: 'client' }
      const draft = await broken(seal, this.ctx, use, whole)
      const signed = await signDraft(draft, {
        keys: seal.keys,
        secret: this.client.clientSecret ?? '',
        life: (seal.platform.lifetimes.IdToken + SKEW) * 1000,
      })
      const sealed = await encryptAnswer(seal, issuer, draft, signed, metadata, use, this.client)
      if (sealed !== signed) remember(this.ctx, sealed, signed)
      return sealed
    }
  }

/** Only the client can open what it is sent; the journal shows what was inside. */
const remember = (ctx: object, sealed: string, signed: string) => {
  const { state } = ctx as Pick<HubContext, 'state'>
  state.opened = new Map([...(state.opened ?? []), [sealed, signed]])
}

/** The real hubs' order of the members that say who, how and when; the others follow as they come. */
const inOrder = (claims: Record<string, unknown>) => {
  const ordered = bareRecord<unknown>()
  for (const name of FIRST) if (claims[name] !== undefined) ordered[name] = claims[name]
  for (const name of Object.keys(claims)) if (claims[name] !== undefined) ordered[name] = claims[name]
  return ordered
}

const FIRST = ['sub', 'amr', 'acr', 'auth_time', 'nonce']

/** Left half of the access token's digest (OpenID Connect Core 1.0, 3.1.3.6). */
const atHash = (accessToken: string): string =>
  hash('sha256', accessToken, 'buffer').subarray(0, 16).toString('base64url')

const headerOf = ({ platform, keys }: Seal, use: SealedUse, alg: string): TokenDraft['header'] => {
  const typ = use === 'introspection' ? 'token-introspection+jwt' : platform.tokens.typ
  if (alg === 'HS256') return { alg, ...(typ && { typ }) }
  const signing = keys.signing(alg)
  if (!signing) throw new Error(`the hub has no ${alg} key`)
  return { alg, ...(typ && { typ }), kid: signing.kid }
}

/** What defects armed for this login make of an answer. */
const broken = async (seal: Seal, ctx: object, use: SealedUse, draft: TokenDraft): Promise<TokenDraft> => {
  if (use === 'introspection') return draft
  const hub = ctx as HubContext
  const seams = [use === 'idtoken' ? 'id_token' : 'userinfo', 'clock'] as const
  const taken: GivenFault[] = []
  for (const seam of seams) taken.push(...(await seal.takeFaults(hub, seam)))
  if (taken.length === 0) return draft
  return breakToken(draft, taken, {
    issuer: String(draft.claims.iss),
    client_id: String(draft.claims.aud),
    now: seal.now(),
  })
}

type EncryptionClient = {
  clientId: string
  asymmetricKeyStore?: PublishedKeys & {
    selectForEncrypt(wanted: { alg: string; use: 'enc' }): { kid?: string }[]
    getKeyObject(jwk: object, forEncryption: boolean): Parameters<CompactEncrypt['encrypt']>[0]
  }
}

const encryptAnswer = async (
  { now }: Seal,
  issuer: string,
  { encryption }: TokenDraft,
  signed: string,
  metadata: Record<string, unknown>,
  use: SealedUse,
  client: EncryptionClient,
): Promise<string> => {
  const alg = metadata[metadataOf[use].alg]
  if (typeof alg !== 'string' || !encryption) return signed
  const recipients = client.asymmetricKeyStore
  if (recipients) await refreshKeys(recipients, now())
  const [jwk] = recipients?.selectForEncrypt({ alg, use: 'enc' }) ?? []
  if (!recipients || !jwk) throw new errors.InvalidClientMetadata(`no suitable encryption key found (${alg})`)
  const { enc, to, truncated } = encryption
  const recipient =
    to === 'client' ? { kid: jwk.kid, key: recipients.getKeyObject(jwk, true) } : await stranger(alg)
  const sealed = await new CompactEncrypt(Buffer.from(signed))
    .setProtectedHeader({
      alg,
      enc,
      cty: 'JWT',
      ...(recipient.kid && { kid: recipient.kid }),
      iss: issuer,
      aud: client.clientId,
    })
    .encrypt(recipient.key)
  return truncated ? sealed.slice(0, sealed.length * 0.7) : sealed
}

/** Somebody else's key of the right kind, and its name. */
const stranger = async (alg: string) => {
  const jwk = await strangerKey(alg.startsWith('ECDH') ? 'ES256' : 'RS256')
  return { kid: jwk.kid, key: createPublicKey(keyOf(jwk)) }
}
