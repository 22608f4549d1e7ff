/** platforms/ owns what each hub is: one folder each, data first. This file is the contract they all keep. */
import type { Client } from '../clients/client.ts'
import type { Criterion } from '../conformance/criterion.ts'
import type { Refusal } from '../journey/answer.ts'
import type { HubFacts, Journey, Visit } from '../journey/visit.ts'
import type { Html } from '../lib/html.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Params } from '../oidc/params.ts'
import type { Explained } from '../pages/why.ts'
import type { Ruling } from '../rules/rule.ts'
import type { LibraryError, TranslatedError } from './library-error.ts'

/** An error that a hub shows or sends, by its own code. */
export type PlatformError = {
  /** HTTP status of the page. */
  status: number
  /** What the person reads. */
  message: string
  /** What the client receives when the person takes the way back; absent when there is no way back. */
  back?: { error: string; error_description: string }
}

/** What an error page is drawn from. The platform itself knows whether there is a way back, and where. */
export type ErrorPage = {
  visit: Visit
  status: number
  code: string
  message: string
  /** What the client would receive if the person took the way back. */
  back?: { error: string; error_description: string } | undefined
  /** Unguessable name of this very error, as the hub's support asks for it. */
  id: string
} & Explained

/** Seconds. A model that is absent keeps the library's default. */
export type Lifetimes = {
  AuthorizationCode: number
  AccessToken: number
  IdToken: number
  Grant: number
  Interaction: number
  Session: number
  RefreshToken?: number
}

export type SigningAlg = 'ES256' | 'RS256' | 'HS256'
export type EncryptionAlg = 'ECDH-ES' | 'RSA-OAEP' | 'RSA-OAEP-256'

/** What a hub is, dated. */
export type Platform = {
  id: HubId
  /** The platform whose name personas may use for every hub of its kind: `proconnect` for `proconnect-rie`. */
  family: string
  title: string
  /** Date and release of the facts. */
  asOf: {
    date: string
    release: string
    /** Served when no date is asked, although it is not the newest. */
    usual?: boolean
  }
  /** The definition under the quirks that a configuration asks for; absent when it has none. */
  withQuirks?(quirks: Readonly<Record<string, string>>): Platform
  /** Who logs in here. */
  people: 'citizen' | 'agent'
  network: 'internet' | 'rie'
  /** Names by which the real hub is reached; a request for one of them reaches this hub at the root. */
  hosts: readonly string[]
  /** Paths below the hub; `methods` other than these are unknown routes. */
  endpoints: {
    authorization: EndpointDoor
    token: EndpointDoor
    userinfo: EndpointDoor
    jwks: EndpointDoor
    discovery: EndpointDoor
    revocation: EndpointDoor
    introspection?: EndpointDoor
    end_session: EndpointDoor
  }
  /** Content type of the JWKS. */
  jwksType: string
  /** The discovery document; `front` and `back` are the hub's address for browsers and for servers. */
  discovery(at: { issuer: string; front: string; back: string }): Record<string, unknown>
  acrValues: readonly string[]
  /** Levels that its identity providers can be described with. */
  providerLevels: readonly string[]
  /** Scope → claims. */
  scopes: Readonly<Record<string, readonly string[]>>
  /** Claims that no scope gives. */
  otherClaims: readonly string[]
  lifetimes: Lifetimes
  /** What ID Tokens and signed answers may be signed with; the first is the default of a registration. */
  signing: { algs: readonly SigningAlg[] }
  encryption?: { algs: readonly EncryptionAlg[]; encs: readonly 'A256GCM'[] }
  /** Shape of signed answers. */
  tokens: { typ?: 'JWT'; at_hash: boolean }
  refreshTokens: boolean
  /** Each use of a refresh token gives another one; default: late in its life only. */
  rotatesRefreshTokens?: boolean
  /** Tokens die with the library's session of the login that gave them; default: they outlive it. */
  tokensEndWithSession?: boolean
  /** HEAD on the published documents is a method that the hub does not know; default: as GET. */
  headIsUnknown?: boolean
  /** Introspection looks a JWT up like any token, and finds it inactive; default: it is an error. */
  looksUpAnyToken?: boolean
  /** Introspection answers JSON whatever is asked; default: a signed JWT to who asks for one. */
  introspectsAsJson?: true
  /** Content type of a revocation's empty answer; default: the library's. */
  revocationType?: string
  /** The token endpoint wants redirect_uri from a client that registered one alone, too; default: it may be left out. */
  requiresRedirectUri?: boolean
  /** `false`: client credentials in the Authorization header are wrong ones; default: as good as in the body. */
  clientSecretBasic?: false
  /** The token endpoint understands DPoP proofs. */
  dpop: boolean
  /** How the hub writes a space in an address it sends the browser to. */
  spaces: '+' | '%20'
  /** Redirect URIs are compared without regard to the case of the host; default: character by character. */
  ignoresHostCase?: boolean
  /** The claims that a client may ask one by one are granted without its registration's scopes. */
  grantsRequestedClaims: boolean
  subjectType: 'public' | 'pairwise'
  interactionIdLength: number
  /**
   * A registration as oidc-provider takes it, with the hub's own defaults; throws nothing: bad metadata is the library's
   * to refuse. `undefined`: the hub answers this client as unknown at these doors (a data provider).
   */
  registration(client: Client): Record<string, unknown> | undefined
  rulings: readonly Ruling[]
  /** What the error page of a refused message says of its violations. */
  gateMessage(violations: readonly string[]): { message?: string }
  /** What the hub changes in an accepted request before the library sees it. */
  rewrite(params: Params, known: { client: Client | undefined; loggedIn: boolean }): Params
  /** A refusal after the library's own checks of the `claims` parameter. */
  checkClaims?(claims: Record<string, unknown>, client: Client): Refusal | undefined
  /** Whether the session's level meets what the request demands, beside the library's own check; unmet, the login starts again. */
  isAcrMet?(params: Readonly<Record<string, unknown>>, acr: string | undefined): boolean
  errors: Readonly<Record<string, PlatformError>>
  translate(error: LibraryError): TranslatedError
  /** The body of an error at token, userinfo and the like. */
  errorBody(error: TranslatedError, id: string): Record<string, unknown>
  /** Routes of the library that answer JSON to whoever asks, browsers too. */
  jsonRoutes?: readonly string[]
  /** Routes of the library that answer a page to whoever does not ask JSON by name. */
  pageRoutes?: readonly string[]
  errorPage(page: ErrorPage): Html
  /** Code of the page that says that the hub itself broke. */
  broken: string
  /** The page of unknown routes. */
  notFound: { code: string; message(request: { method: string; path: string }): string }
  session: {
    cookie: string
    lifetime: number
    sliding: boolean
    persistent: boolean
    /** The cookie says `Domain`, so that hosts below the hub's get it too; default: that host alone. */
    namesHost?: true
  }
  journey: Journey
  /** What a client must prove before production: the hub's recette. */
  criteria?: readonly Criterion[]
  headers(hub: HubFacts): Readonly<Record<string, string>>
}

/** A door: where it is, below the hub, and the methods that it knows. */
export type EndpointDoor = { path: string; methods: readonly ('GET' | 'POST')[] }

/** Identity function, for inference and for reading: a platform is a literal. */
export const definePlatform = <const Definition extends Platform>(definition: Definition): Definition =>
  definition
