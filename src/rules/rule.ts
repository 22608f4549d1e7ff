/** rules/ owns what one message must satisfy: pure checks that know neither their severity nor who made them. */
import type { Words } from '../lib/words.ts'
import type { Endpoint } from '../oidc/endpoint.ts'
import type { Params } from '../oidc/params.ts'
import type { Reference } from '../oidc/reference.ts'

/** What a check may know beside the message: the client's registration and the hub's settings. */
export type Circumstances = {
  client?: {
    redirect_uris: readonly string[]
    scopes?: readonly string[] | undefined
    id_token_signed_response_alg?: string | undefined
  }
  /** `sandbox` accepts http and localhost, `production` asks for https and a public name. */
  redirectUriPolicy: 'sandbox' | 'production'
  /** HTTP method of the message. */
  method?: string
  /** The Authorization header. */
  authorization?: string | undefined
  /** Seconds since the access token of a userinfo request was issued. */
  tokenAge?: number | undefined
  /** Parameters whose value came with an earlier login of the client, which was given its code. */
  used?: readonly string[]
  /** The Accept header. */
  accept?: string | undefined
  /** The client of the access token is registered for a userinfo that is a JWT. */
  givesJwt?: boolean
}

/** A reusable, pure check on one message. */
export type Rule = {
  /** A path: `authorization/nonce-length`. */
  id: string
  /** The requirement, as a sentence. */
  title: Words
  endpoint: Endpoint
  reference: Reference
  /** What the client's developer should do. */
  remedy: Words
  /** What is wrong, the English in the hub's own words where it shows them; `undefined` when the rule is kept. */
  check(params: Params, circumstances: Circumstances): Words | undefined
  /** Run by the test suite; `brokenWhen` for what only the circumstances break. */
  examples: {
    kept: readonly Params[]
    broken: readonly Params[]
    brokenWhen?: readonly { params: Params; circumstances: Partial<Circumstances> }[]
  }
}

/** What a platform makes of a rule: a refusal with one of its codes, or a remark in the report. */
export type Ruling<Code extends string = string> = { rule: Rule; refuse?: Code }

/** The hub refuses a message that breaks the rule, with this code. */
export const refuse = <Code extends string>(rule: Rule, code: Code): Ruling<Code> => ({ rule, refuse: code })

/** The hub lets the message through; the journal and the report say what its documentation forbids. */
export const report = (rule: Rule): Ruling<never> => ({ rule })

/** A rule that one exchange broke; its sentences are English. */
export type Finding = {
  rule: string
  title: string
  message: string
  remedy: string
  reference: Reference
  /** The code of the refusal, absent when the finding is only reported. */
  code?: string
  /** The sentences in French; absent where who recorded it knew none. */
  fr?: Readonly<Record<'title' | 'message' | 'remedy', string>>
}
