import type { Client } from '../../../clients/client.ts'
import type { CompletedLogin, JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'

/** Doors of the journey, in the order of a login; a session remembers the last one reached. */
export type Door =
  | 'authorize'
  | 'interaction'
  | 'redirect-to-idp'
  | 'oidc-callback'
  | 'verify'
  | 'consent'
  | 'login'
  | 'auto-login'

/** What only FranceConnect keeps of a login under way. */
export type Notes = {
  /** The prompt that the client sent, when its registration allows every word of it. */
  prompt?: string
  /** Title of the identity provider that has just answered with an error. */
  failed?: string
  /** The login that passed every check and waits for the person's last word. */
  pending?: CompletedLogin
  /** What oidc-provider's logout waits for. */
  xsrf?: string
}

export const notesOf = (session: JourneySession | undefined): Notes => (session?.notes ?? {}) as Notes

/** The level that the hub keeps of the request. */
export const wantedAcr = (session: JourneySession): string => session.params?.acr_values ?? ''

/** The scopes that the client asked for. */
export const askedScopes = (session: JourneySession): string[] =>
  (session.params?.scope ?? '').split(' ').filter((scope) => scope !== '')

/** The scope is exactly `openid`: the login is anonymous. */
export const isAnonymous = (session: JourneySession): boolean => askedScopes(session).join(' ') === 'openid'

/** The client whose login is under way, while it is registered. */
export const clientOf = ({ stage }: Visit, session: JourneySession | undefined): Client | undefined =>
  session?.client_id === undefined ? undefined : stage.client(session.client_id)

/** An address of the journey, as a path that a browser of the hub understands. */
export const below = ({ hub }: Visit, path: string): string =>
  `${new URL(hub.base).pathname.replace(/\/$/, '')}/api/v2${path}`

/** The hub answers people of other European countries in English. */
export const spoken = (visit: Visit): Visit => {
  const provider = visit.stage.identityProviders().find(({ id }) => id === visit.session.value?.idp_id)
  return provider?.amr.includes('eidas') ? { ...visit, lang: 'en' } : visit
}
