/** faults/ owns what can go wrong on purpose: a catalogue of pure defects, and the memory of those armed. */
import { z } from 'zod'
import type { Words } from '../lib/words.ts'
import type { Reference } from '../oidc/reference.ts'

/** A signed answer before it is signed and, for a client that wants it, encrypted. */
export type TokenDraft = {
  /** Protected header; its `alg` is what the token says, `key` is what signs. */
  header: Readonly<Record<string, unknown>> & { alg: string }
  claims: Readonly<Record<string, unknown>>
  /**
   * `hub`: the key of the hub for `header.alg`; `stranger`: one that nobody publishes; `rotated`: a new one, published
   * at this very moment; `public`: the hub's public key as an HMAC secret; `none`: there is no signature.
   */
  key: 'hub' | 'stranger' | 'rotated' | 'public' | 'none'
  /** Bytes of the signature are changed. */
  damaged?: boolean
  /** Another key of the same algorithm is published beside the one that signs. */
  companion?: boolean
  /** Present when the client receives this answer encrypted. */
  encryption?: { enc: string; to: 'client' | 'stranger'; truncated?: boolean }
}

/** An answer on its way to the client. */
export type WireAnswer = {
  status: number
  type: string
  body: string
  /** More headers than the type. */
  headers?: Readonly<Record<string, string>>
  /** Seconds before it is sent. */
  delay?: number
  /** `dropped`: the connection ends without a byte; `silent`: it stays open and nothing comes. */
  connection?: 'dropped' | 'silent'
}

/** What a defect may need to know of the hub and of the login. */
export type FaultFacts = {
  issuer: string
  client_id: string
  /** Seconds since 1970, by the hub's clock. */
  now: number
}

/** Where a defect acts. */
export type TokenSeam = 'id_token' | 'userinfo' | 'clock'
export type AnswerSeam = 'token_response' | 'userinfo_response' | 'jwks' | 'discovery'
export type RedirectSeam = 'authorization_response' | 'logout_response'
export type AgeSeam = 'code' | 'access_token'
export type Seam = TokenSeam | AnswerSeam | RedirectSeam | AgeSeam

/** Some defects exist only for clients that receive such answers. */
export type Need = 'encrypted_id_token' | 'encrypted_userinfo' | 'signed_userinfo' | 'asymmetric_id_token'

type Described = {
  /** The OpenID Foundation's own name where its suites have one, short. */
  id: string
  title: Words
  /** Full name of the Foundation's negative test module, that of the code flow where there are several. */
  module?: string
  /** What the defect violates. */
  reference: Reference
  /** What a correct client does when it meets it. */
  reaction: Words
  /** A correct client asks the hub for nothing more: the login is over as soon as this is delivered. */
  ends?: true
  needs?: Need
}

type Apply<Subject, Result, Params> = (subject: Subject, params: Params, facts: FaultFacts) => Result

type Kind<Seams, Subject, Result> = Described & {
  seam: Seams
  params: z.ZodObject
  /** Pure; `params` has been read by the schema. */
  apply: Apply<Subject, Result, Record<string, unknown>>
}

export type TokenFault = Kind<TokenSeam, TokenDraft, TokenDraft>
export type AnswerFault = Kind<AnswerSeam, WireAnswer, WireAnswer>
/** `undefined`: the browser is sent nowhere. */
export type RedirectFault = Kind<RedirectSeam, URL, URL | undefined>
/** Seconds since which what the client receives has expired. */
export type AgeFault = Kind<AgeSeam, undefined, number>
export type Fault = TokenFault | AnswerFault | RedirectFault | AgeFault

type Definition<Id, Seams, Subject, Result, Params extends z.ZodObject> = Described & {
  id: Id
  seam: Seams
  params?: Params
  apply: Apply<Subject, Result, z.output<Params>>
}

const none = z.strictObject({})

/** Closes over the parameters of a defect, so that defects of every shape make one list; its type keeps its id. */
const closing =
  <Seams extends Seam, Subject, Result>() =>
  <const Id extends string, Params extends z.ZodObject = typeof none>({
    params,
    apply,
    ...described
  }: Definition<Id, Seams, Subject, Result, Params>): Kind<Seams, Subject, Result> & { id: Id } => ({
    ...described,
    params: params ?? none,
    apply: (subject, given, facts) => apply(subject, given as z.output<Params>, facts),
  })

export const tokenFault = closing<TokenSeam, TokenDraft, TokenDraft>()
export const answerFault = closing<AnswerSeam, WireAnswer, WireAnswer>()
export const redirectFault = closing<RedirectSeam, URL, URL | undefined>()
export const ageFault = closing<AgeSeam, undefined, number>()

/** A draft with other claims; `undefined` leaves one out. */
export const withClaims = (draft: TokenDraft, changes: Readonly<Record<string, unknown>>): TokenDraft => ({
  ...draft,
  claims: Object.fromEntries(
    Object.entries({ ...draft.claims, ...changes }).filter(([, value]) => value !== undefined),
  ),
})

/** Which of the four shapes a defect has, by where it acts. */
const seams = {
  token: ['id_token', 'userinfo', 'clock'],
  answer: ['token_response', 'userinfo_response', 'jwks', 'discovery'],
  redirect: ['authorization_response', 'logout_response'],
  age: ['code', 'access_token'],
} as const satisfies Record<string, readonly Seam[]>

const actsAt = (list: readonly Seam[], { seam }: Fault): boolean => list.includes(seam)

export const isTokenFault = (fault: Fault): fault is TokenFault => actsAt(seams.token, fault)
export const isAnswerFault = (fault: Fault): fault is AnswerFault => actsAt(seams.answer, fault)
export const isRedirectFault = (fault: Fault): fault is RedirectFault => actsAt(seams.redirect, fault)
export const isAgeFault = (fault: Fault): fault is AgeFault => actsAt(seams.age, fault)

/** Where defects can act. */
export const allSeams: readonly Seam[] = Object.values(seams).flat()
