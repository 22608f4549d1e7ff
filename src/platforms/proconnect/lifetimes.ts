import type { Lifetimes, Platform } from '../platform.ts'

const HOUR = 3600

/** What the code does; the documentation promises less. */
export const lifetimes: Lifetimes = {
  AuthorizationCode: 600,
  AccessToken: HOUR,
  IdToken: HOUR,
  RefreshToken: 12 * HOUR,
  Grant: 12 * HOUR,
  Session: 12 * HOUR,
  Interaction: HOUR,
}

/** What the documentation says: a minute for a code and, in its example, for a token; two hours for a refresh token. */
const documented: Lifetimes = { ...lifetimes, AuthorizationCode: 60, AccessToken: 60, RefreshToken: 2 * HOUR }

/** The definition under the quirk `lifetimes: documented`, where each refresh token serves once. */
export const withLifetimes = (definition: Platform): Platform => ({
  ...definition,
  withQuirks: ({ lifetimes: wanted }) =>
    wanted === 'documented'
      ? { ...definition, lifetimes: documented, rotatesRefreshTokens: true }
      : definition,
})
