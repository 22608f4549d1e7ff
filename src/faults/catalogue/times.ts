import { z } from 'zod'
import { seconds } from '../../lib/seconds.ts'
import { inARow, type Words } from '../../lib/words.ts'
import { type TokenDraft, tokenFault, withClaims } from '../fault.ts'
import { passages } from '../references.ts'

const REFUSE: Words = {
  fr: 'Refuse la connexion : n’ouvre pas de session, n’utilise pas le jeton d’accès, et dit à la personne que la connexion a échoué.',
  en: 'Refuses the login: opens no session, does not use the access token, and tells the person that it failed.',
}

const secondsOf = (byDefault: number) => seconds.default(byDefault).describe('Seconds.')
const DAY = 24 * 3600

/** Every time of a token, moved together. */
const moved = (draft: TokenDraft, by: number): TokenDraft =>
  withClaims(
    draft,
    Object.fromEntries(
      (['iat', 'exp', 'nbf', 'auth_time'] as const).flatMap((name) => {
        const time = draft.claims[name]
        return typeof time === 'number' ? [[name, time + by]] : []
      }),
    ),
  )

/** When the token was made, until when it holds, when the person logged in, and what time the hub thinks it is. */
export const timeFaults = [
  tokenFault({
    id: 'invalid-expired-exp',
    title: { fr: 'L’ID Token a expiré', en: 'The ID Token has expired' },
    module: 'fapi2-security-profile-final-client-test-invalid-expired-exp',
    seam: 'id_token',
    reference: passages.validation(9),
    reaction: inARow(REFUSE, {
      fr: 'Quelques secondes de tolérance sont d’usage, pas des minutes.',
      en: 'A few seconds of tolerance are usual, minutes are not.',
    }),
    params: z.strictObject({ seconds: secondsOf(3600).describe('How long ago it expired, in seconds.') }),
    apply: (draft, { seconds: ago }, { now }) => withClaims(draft, { exp: now - ago }),
  }),
  tokenFault({
    id: 'invalid-missing-exp',
    title: { fr: 'L’ID Token est sans exp', en: 'The ID Token has no exp' },
    module: 'fapi2-security-profile-final-client-test-invalid-missing-exp',
    seam: 'id_token',
    reference: passages.idToken,
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { exp: undefined }),
  }),
  tokenFault({
    id: 'missing-iat',
    title: { fr: 'L’ID Token est sans iat', en: 'The ID Token has no iat' },
    module: 'oidcc-client-test-missing-iat',
    seam: 'id_token',
    reference: passages.idToken,
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { iat: undefined }),
  }),
  tokenFault({
    id: 'iat-in-future',
    title: { fr: 'L’ID Token a été émis dans le futur', en: 'The ID Token was made in the future' },
    seam: 'id_token',
    reference: passages.validation(10),
    reaction: inARow(REFUSE, {
      fr: 'La vérification est laissée au client : s’il ne la fait pas, son dossier de sécurité le dit.',
      en: 'The check is left to the client: one that makes none says so in its security file.',
    }),
    params: z.strictObject({ seconds: secondsOf(DAY).describe('How far in the future, in seconds.') }),
    apply: (draft, { seconds: ahead }, { now }) =>
      withClaims(draft, { iat: now + ahead, exp: now + ahead + 60 }),
  }),
  tokenFault({
    id: 'iat-is-week-in-past',
    title: {
      fr: 'L’ID Token a été émis il y a une semaine et n’a pas expiré',
      en: 'The ID Token was made a week ago and has not expired',
    },
    module: 'fapi1-advanced-final-client-test-iat-is-week-in-past',
    seam: 'id_token',
    reference: passages.validation(10),
    reaction: {
      fr: 'Peut refuser un jeton émis il y a trop longtemps ; sinon, vérifie d’autant plus exp et nonce.',
      en: 'May refuse a token made too long ago; a client that does not checks exp and nonce all the more.',
    },
    params: z.strictObject({ seconds: secondsOf(7 * DAY).describe('How long ago, in seconds.') }),
    apply: (draft, { seconds: ago }, { now }) => withClaims(draft, { iat: now - ago }),
  }),
  tokenFault({
    id: 'auth-time-too-old',
    title: {
      fr: 'La personne s’était authentifiée bien avant cette connexion (auth_time)',
      en: 'The person logged in long before this login (auth_time)',
    },
    seam: 'id_token',
    reference: passages.validation(13),
    reaction: {
      fr: 'S’il a demandé max_age ou prompt=login, vérifie auth_time et demande à la personne de se reconnecter.',
      en: 'A client that asked max_age or prompt=login checks auth_time, and asks the person to log in again.',
    },
    params: z.strictObject({ seconds: secondsOf(DAY).describe('How long before now, in seconds.') }),
    apply: (draft, { seconds: ago }, { now }) => withClaims(draft, { auth_time: now - ago }),
  }),
  tokenFault({
    id: 'clock-ahead',
    title: { fr: 'L’horloge du hub avance', en: 'The hub’s clock is ahead' },
    seam: 'clock',
    reference: passages.times,
    reaction: {
      fr: 'Accepte quelques secondes d’écart, refuse les jetons datés plus loin dans le futur, et dit pourquoi dans son journal.',
      en: 'Accepts a few seconds of difference, refuses tokens from further in the future, and says why in its log.',
    },
    params: z.strictObject({ seconds: secondsOf(240) }),
    apply: (draft, { seconds: by }) => moved(draft, by),
  }),
  tokenFault({
    id: 'clock-behind',
    title: { fr: 'L’horloge du hub retarde', en: 'The hub’s clock is behind' },
    seam: 'clock',
    reference: passages.times,
    reaction: {
      fr: 'Accepte quelques secondes d’écart. Là où un ID Token vit une minute, comme chez FranceConnect, il arrive expiré et il est refusé ; ailleurs, il est accepté.',
      en: 'Accepts a few seconds of difference. Where an ID Token lives a minute, as at FranceConnect, it has expired on arrival and is refused; elsewhere it is accepted.',
    },
    params: z.strictObject({ seconds: secondsOf(240) }),
    apply: (draft, { seconds: by }) => moved(draft, -by),
  }),
]
