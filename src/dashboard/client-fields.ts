import type { Client } from '../clients/client.ts'
import { type Params, single } from '../oidc/params.ts'
import type { ClientField, ClientFields } from '../pages/dashboard/client-form.ts'
import { jsonOrText, many } from './read-form.ts'

const inLines = (values: readonly string[] = []): string => values.join('\n')
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

/** An empty form, with a secret that may serve. */
export const newFields = (random: string): ClientFields => ({
  ...blank,
  client_secret: random,
  hubs: [],
})

const blank: Record<ClientField, string> = {
  client_id: '',
  client_secret: '',
  client_name: '',
  redirect_uris: '',
  post_logout_redirect_uris: '',
  scopes: '',
  id_token_signed_response_alg: '',
  userinfo_signed_response_alg: '',
  encrypted_response_alg: '',
  jwks_uri: '',
  jwks: '',
  type: '',
  active: 'true',
  strictness: '',
}

/** A registration as the form shows it. */
export const fieldsOfClient = (client: Client): ClientFields => ({
  client_id: client.client_id,
  client_secret: client.client_secret,
  client_name: client.client_name,
  hubs: client.hubs ?? [],
  redirect_uris: inLines(client.redirect_uris),
  post_logout_redirect_uris: inLines(client.post_logout_redirect_uris),
  scopes: (client.scopes ?? []).join(' '),
  id_token_signed_response_alg: client.id_token_signed_response_alg ?? '',
  userinfo_signed_response_alg:
    client.userinfo_signed_response_alg === null ? 'none' : (client.userinfo_signed_response_alg ?? ''),
  encrypted_response_alg:
    client.id_token_encrypted_response_alg ?? client.userinfo_encrypted_response_alg ?? '',
  jwks_uri: client.jwks_uri ?? '',
  jwks: client.jwks ? JSON.stringify(client.jwks, null, 2) : '',
  type: client.type ?? '',
  active: String(client.active),
  strictness: client.strictness ?? '',
})

/** The form as it came, to show it again. */
export const fieldsOfForm = (form: Params): ClientFields => ({
  ...(Object.fromEntries(Object.keys(blank).map((name) => [name, single(form, name) ?? ''])) as Record<
    ClientField,
    string
  >),
  hubs: many(form, 'hubs'),
})

/** What the form says, as a registration: what is empty is left to its default (`null`, for a change). */
export const registrationOf = (fields: ClientFields): Record<string, unknown> => {
  const plain = (name: ClientField) => fields[name].trim() || null
  const scopes = words(fields.scopes)
  const encrypted = plain('encrypted_response_alg')
  const enc = encrypted === null ? null : 'A256GCM'
  return {
    client_id: plain('client_id'),
    client_secret: plain('client_secret'),
    client_name: plain('client_name'),
    hubs: fields.hubs.length > 0 ? fields.hubs : null,
    redirect_uris: lines(fields.redirect_uris),
    post_logout_redirect_uris: lines(fields.post_logout_redirect_uris),
    scopes: scopes.length > 0 ? scopes : null,
    id_token_signed_response_alg: plain('id_token_signed_response_alg'),
    userinfo_signed_response_alg: userinfoAlg(plain('userinfo_signed_response_alg')),
    id_token_encrypted_response_alg: encrypted,
    id_token_encrypted_response_enc: enc,
    userinfo_encrypted_response_alg: encrypted,
    userinfo_encrypted_response_enc: enc,
    jwks_uri: plain('jwks_uri'),
    jwks: fields.jwks.trim() === '' ? null : jsonOrText(fields.jwks),
    type: plain('type'),
    active: fields.active !== 'false',
    strictness: plain('strictness'),
  }
}

/** Null is a value of this field: plain JSON; `undefined` leaves it to the hub. */
const userinfoAlg = (chosen: string | null): string | null | undefined =>
  chosen === 'none' ? null : (chosen ?? undefined)
