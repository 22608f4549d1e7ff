import { z } from 'zod'
import { publicJwks } from './jwks.ts'
import { httpUri, redirectUri } from './uri.ts'
import { expected, tooShort } from './wording.ts'

/** FranceConnect and ProConnect drop a registration whose secret is shorter: the client is then unknown. */
const MIN_SECRET = 32
const UNKNOWN_IF_SHORTER =
  ': the registrations of FranceConnect and ProConnect require it, and drop a client with a shorter secret (it is then unknown)'

const signatureAlgs = ['RS256', 'ES256', 'HS256'] as const
const encryptionAlgs = ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'] as const
const encryptionEncs = ['A256GCM'] as const

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, expected(`one of ${values.join(', ')}`))
const text = z.string(expected('text')).min(1, expected('text of at least one character'))
const texts = z.array(text, expected('a list of texts'))
const flag = z.boolean(expected('true or false'))
const domain = z
  .string(expected('a domain name'))
  .regex(/^[^\s@.]+(\.[^\s@.]+)+$/, expected('a domain name without @, such as example.org'))
  .transform((name) => name.toLowerCase())

const signatureAlg = oneOf(signatureAlgs)
const encryptionAlg = oneOf(encryptionAlgs)
const encryptionEnc = oneOf(encryptionEncs)

/** The registration as written, before `client_name` takes its default. */
export const clientRegistration = z.strictObject(
  {
    client_id: z
      .string(expected('a client_id of 1 to 256 characters'))
      .min(1, expected('a client_id of 1 to 256 characters'))
      .max(256, expected('a client_id of 1 to 256 characters'))
      .refine(
        (id) => id.isWellFormed(),
        expected('a client_id of Unicode characters: half of a surrogate pair is none'),
      )
      .refine(
        // oidc-provider keeps what a session grants by client_id in a plain object: all sessions would share one grant.
        (id) => !(id in Object.prototype),
        expected(
          'a client_id that is no member of every JavaScript object, as __proto__ and constructor are',
        ),
      )
      .describe('Identifier of the client; the real hubs use 64 hexadecimal characters.'),
    client_secret: z
      .string({ error: `no text was given, expected a secret of at least ${MIN_SECRET} characters` })
      .min(MIN_SECRET, tooShort(MIN_SECRET, UNKNOWN_IF_SHORTER))
      .describe(`Shared secret, at least ${MIN_SECRET} characters, compared as it is.`),
    client_name: text.optional().describe('Name shown on every page; default: the client_id.'),
    hubs: texts
      .min(1, 'an empty list was given, expected at least one hub; leave the key out for every hub')
      .optional()
      .describe('Ids of the hubs that know this client; default: every hub.'),
    redirect_uris: z
      .array(redirectUri, expected('a list of URIs'))
      .describe('Addresses that may receive the code, compared exactly; empty for a data provider.'),
    post_logout_redirect_uris: z
      .array(redirectUri, expected('a list of URIs'))
      .default([])
      .describe('Addresses that may receive the browser after a logout, compared exactly.'),
    scopes: texts.optional().describe("Scopes that the habilitation grants; default: the hub's own default."),
    claims: texts
      .optional()
      .describe(
        "Claims that may be asked through the claims parameter; only amr means something to the hubs; default: the hub's own.",
      ),
    id_token_signed_response_alg: signatureAlg
      .optional()
      .describe("Signature of the ID Token; default: the hub's own."),
    userinfo_signed_response_alg: signatureAlg
      .nullish()
      .describe("Signature of userinfo; null: plain JSON where the hub allows it; default: the hub's own."),
    introspection_signed_response_alg: signatureAlg
      .optional()
      .describe("Signature of the introspection answer; default: the hub's own."),
    id_token_encrypted_response_alg: encryptionAlg
      .optional()
      .describe('Key management of the encrypted ID Token.'),
    id_token_encrypted_response_enc: encryptionEnc.optional().describe('Content encryption of the ID Token.'),
    userinfo_encrypted_response_alg: encryptionAlg
      .optional()
      .describe('Key management of the encrypted userinfo.'),
    userinfo_encrypted_response_enc: encryptionEnc.optional().describe('Content encryption of userinfo.'),
    introspection_encrypted_response_alg: encryptionAlg
      .optional()
      .describe('Key management of the encrypted introspection answer.'),
    introspection_encrypted_response_enc: encryptionEnc
      .optional()
      .describe('Content encryption of the introspection answer.'),
    jwks: publicJwks.optional().describe('Public keys of the client, in place of jwks_uri.'),
    jwks_uri: httpUri.optional().describe('Address of the public keys of the client, in place of jwks.'),
    sector_identifier_uri: httpUri
      .optional()
      .describe(
        'Address of a JSON array of every redirect URI; the hubs want it when those span several hosts.',
      ),
    response_types: z
      .array(oneOf(['code']), expected('a list'))
      .optional()
      .describe("OAuth 2 response types; default: the hub's own; empty for a data provider."),
    grant_types: z
      .array(oneOf(['authorization_code', 'refresh_token']), expected('a list'))
      .optional()
      .describe("OAuth 2 grant types; default: the hub's own; empty for a data provider."),
    active: flag.default(true).describe('false: the hub answers as if the client did not exist.'),
    type: oneOf(['public', 'private'])
      .optional()
      .describe("Public or private service: consent page, private-sector agents; default: the hub's own."),
    identity_consent: flag
      .default(false)
      .describe('With type private, FranceConnect asks a consent before it sends the identity.'),
    entity_id: text
      .optional()
      .describe('Sector of the sub: clients that share it get the same sub; default: the client_id.'),
    allowed_prompts: texts
      .optional()
      .describe("Prompt values that FranceConnect honours for this client; default: the hub's own."),
    allowed_idp_hints: texts
      .optional()
      .describe(
        'Identity providers that idp_hint may name; it replaces the list of the hub, and never adds to it.',
      ),
    rep_scope: texts
      .optional()
      .describe(
        'Mandates that FranceConnect accepts for this client, when someone logs in for another person.',
      ),
    allowed_email_domains: z
      .array(domain, expected('a list of domain names'))
      .optional()
      .describe('E-mail domains that may log in to this client; default: all.'),
    idp_filter: z
      .strictObject(
        {
          mode: oneOf(['exclude', 'include']).describe('exclude: all but the list; include: the list alone.'),
          list: texts.default([]).describe('Ids of identity providers.'),
        },
        expected('{ mode: exclude | include, list: [...] }'),
      )
      .default({ mode: 'exclude', list: [] })
      .describe('Identity providers that this client offers.'),
    strictness: oneOf(['strict', 'observe'])
      .optional()
      .describe(
        'strict refuses what the real hub refuses, observe lets through and reports; default: that of the hub.',
      ),
  },
  expected('a registration: a mapping of client_id, client_secret, redirect_uris...'),
)
