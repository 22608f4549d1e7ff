/** Owns who may ask for a login: what one registration says, the file that lists them, and the living registry. */
import { z } from 'zod'
import type { HubId } from '../lib/hub-id.ts'
import { clientRegistration } from './registration.ts'

type Registration = z.output<typeof clientRegistration>

/** What a check across fields may read, member by member: each can be missing or wrong, and its own problem is reported apart. */
type Draft = { readonly [Name in keyof Registration]?: unknown }

type CrossCheck = { path: keyof Registration; message: string; holds(draft: Draft): boolean }

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const encrypts = (draft: Draft): boolean =>
  draft.id_token_encrypted_response_alg !== undefined ||
  draft.userinfo_encrypted_response_alg !== undefined ||
  draft.introspection_encrypted_response_alg !== undefined

const encryptionChecks = (['id_token', 'userinfo', 'introspection'] as const).flatMap(
  (part): CrossCheck[] => {
    const alg = `${part}_encrypted_response_alg` as const
    const enc = `${part}_encrypted_response_enc` as const
    return [
      {
        path: enc,
        message: `it needs ${alg} beside it: one without the other encrypts nothing`,
        holds: (draft) => draft[enc] === undefined || draft[alg] !== undefined,
      },
      {
        path: alg,
        message: `it needs ${enc}: A256GCM beside it, the only content encryption of the hubs`,
        holds: (draft) => draft[alg] === undefined || draft[enc] !== undefined,
      },
    ]
  },
)

const crossChecks: readonly CrossCheck[] = [
  {
    path: 'redirect_uris',
    message:
      'an empty list was given, expected at least one address; ' +
      'a data provider, which logs nobody in, also has response_types: [] and grant_types: []',
    holds: (draft) =>
      !isEmpty(draft.redirect_uris) || (isEmpty(draft.response_types) && isEmpty(draft.grant_types)),
  },
  {
    path: 'jwks_uri',
    message: 'jwks is given too, expected one of the two (RFC 7591, section 2)',
    holds: (draft) => draft.jwks === undefined || draft.jwks_uri === undefined,
  },
  {
    path: 'jwks',
    message: 'an encrypted response is asked, expected jwks or jwks_uri with the public key to encrypt to',
    holds: (draft) => !encrypts(draft) || draft.jwks !== undefined || draft.jwks_uri !== undefined,
  },
  ...encryptionChecks,
]

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null

/** One registration: standard fields keep their OpenID Connect registration names, unknown keys are refused. */
export const clientSchema = crossChecks
  .reduce(
    (schema, { path, message, holds }) =>
      schema.refine(holds, { path: [path], error: message, when: ({ value }) => isDraft(value) }),
    clientRegistration,
  )
  .transform((registration) => ({
    ...registration,
    client_name: registration.client_name ?? registration.client_id,
  }))

/** A client as the hubs see it, every default of ours filled in; what is absent is left to each hub. */
export type Client = z.output<typeof clientSchema>

/** A client as a person writes it. */
export type ClientInput = Omit<z.input<typeof clientSchema>, 'hubs'> & {
  hubs?: readonly HubId[] | undefined
}

/** Whether a client only introspects tokens: it has no address to send a browser to. */
export const isDataProvider = (client: Client): boolean => client.redirect_uris.length === 0

/** JSON Schema (2020-12) of one registration as written. */
export const clientJsonSchema = () => z.toJSONSchema(clientRegistration, { io: 'input' })
