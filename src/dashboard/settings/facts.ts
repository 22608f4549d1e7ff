import type { Client } from '../../clients/client.ts'
import type { Words } from '../../lib/words.ts'
import type { HubParts } from '../../provider/hub.ts'

/** What one library needs to be told. */
export type LibrarySettings = {
  library: string
  /** Each text, and where it goes: a file, or a place in one. */
  files: readonly { where: string; text: string }[]
  /** What must be known before it works. */
  note?: Words
}

type Door = 'authorization' | 'token' | 'userinfo' | 'jwks' | 'end_session' | 'discovery'

/** What settings are made of. */
export type Facts = {
  issuer: string
  address(endpoint: Door): string
  client_id: string
  secret: string
  redirect: string
  scope: string
  /** The level to ask, where the hub wants one. */
  acr: string | undefined
  /** Whether the hub refuses a challenge of PKCE. */
  refusesPkce: boolean
  idTokenAlg: string
  /** Absent: userinfo is plain JSON. */
  userinfoAlg: string | undefined
  /** How answers are encrypted for the client; absent: they are not. */
  encryption: string | undefined
}

/** What most services ask for. */
const usual = {
  citizen: ['profile', 'birth', 'email'],
  agent: ['given_name', 'usual_name', 'email', 'uid', 'siret'],
} as const

/** What a client has to say to a hub, its registration read as the hub reads it. */
export const factsOf = ({ platform, facts }: HubParts, client: Client): Facts => {
  const registration = platform.registration(client) ?? {}
  const text = (name: string) =>
    typeof registration[name] === 'string' ? String(registration[name]) : undefined
  const granted = text('scope')?.split(' ') ?? []
  const scopes = usual[platform.people].filter((scope) => granted.includes(scope))
  const others = granted.filter((scope) => scope !== 'openid').slice(0, 4)
  const wantsLevel = platform.family !== 'proconnect'
  return {
    issuer: facts.issuer,
    address: (endpoint) => `${facts.base}${platform.endpoints[endpoint].path}`,
    client_id: client.client_id,
    secret: client.client_secret,
    redirect:
      client.redirect_uris.find((uri) => uri.includes(`/${facts.id}/`)) ??
      client.redirect_uris[0] ??
      'http://localhost:3000/callback',
    scope: ['openid', ...(scopes.length > 0 ? scopes : others)].join(' '),
    acr: wantsLevel ? platform.acrValues[0] : undefined,
    refusesPkce: wantsLevel,
    idTokenAlg: text('id_token_signed_response_alg') ?? 'RS256',
    userinfoAlg: text('userinfo_signed_response_alg'),
    encryption: text('id_token_encrypted_response_alg'),
  }
}

/** The path of an address of the client. */
export const pathOf = (address: string): string => URL.parse(address)?.pathname ?? '/callback'

/** Lines of a file, the absent ones left out. */
export const lines = (...parts: (string | false | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string').join('\n')

/** A text between single quotes, as JavaScript and Python read it. */
export const quoted = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`

/** Said of a library that cannot decrypt what the client is registered for. */
export const cannotDecrypt = ({ encryption }: Facts): { note?: Words } =>
  encryption === undefined
    ? {}
    : {
        note: {
          fr: `Les réponses à ce client sont chiffrées (${encryption}) : déchiffrez-les avec sa clé privée avant de les lire.`,
          en: `Answers to this client are encrypted (${encryption}): decrypt them with its private key before you read them.`,
        },
      }
