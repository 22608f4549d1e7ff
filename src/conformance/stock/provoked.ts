import type { Reference } from '../../oidc/reference.ts'
import type { Criterion, Words } from '../criterion.ts'
import type { Registration } from '../traffic.ts'
import { type Reaction, whenFault } from '../when-fault.ts'

const core = (section: string, anchor: string): Reference => ({
  document: 'OpenID Connect Core 1.0',
  section,
  url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
})

const validation = (item: string) => core(`3.1.3.7 (${item})`, 'IDTokenValidation')
const userinfo = core('5.3.2', 'UserInfoResponse')
const csrf: Reference = {
  document: 'RFC 6749',
  section: '10.12 Cross-Site Request Forgery',
  url: 'https://www.rfc-editor.org/rfc/rfc6749#section-10.12',
}
const callbackIss: Reference = {
  document: 'RFC 9207',
  section: '2.4 Validating the Issuer Identifier',
  url: 'https://www.rfc-editor.org/rfc/rfc9207#section-2.4',
}
const oauthCallback: Reference = {
  document: 'RFC 6749',
  section: '4.1.2 Authorization Response',
  url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
}

type Row = [fault: string, fr: string, en: string, reference: Reference]

const family =
  (folder: string, reaction: Reaction, subject: Words, appliesTo?: (client: Registration) => boolean) =>
  ([fault, fr, en, reference]: Row): Criterion => ({
    ...whenFault({
      fault,
      id: `${folder}/refuses-${fault}`,
      title: {
        fr: `Le service refuse ${subject.fr} ${fr}`,
        en: `The client refuses ${subject.en} ${en}`,
      },
      reaction,
      reference,
    }),
    ...(appliesTo && { appliesTo }),
  })

const callback = family('callback', 'stops-at-callback', { fr: 'un retour', en: 'a callback' })
const idToken = family('id_token', 'stops-at-id-token', { fr: 'un ID Token', en: 'an ID Token' })
const answer = family('userinfo', 'opens-no-session', { fr: 'un userinfo', en: 'a userinfo' })
const signedAnswer = family(
  'userinfo',
  'opens-no-session',
  { fr: 'un userinfo', en: 'a userinfo' },
  ({ userinfo_signed_response_alg }) => userinfo_signed_response_alg !== null,
)
const asymmetric = family(
  'id_token',
  'stops-at-id-token',
  { fr: 'un ID Token', en: 'an ID Token' },
  ({ id_token_signed_response_alg }) => id_token_signed_response_alg !== 'HS256',
)

/** The callback is the browser's: whoever sends a browser there can write it. */
const callbackCriteria = [
  callback(['invalid-state', 'dont le state n’est pas le sien', 'whose state is not its own', csrf]),
  callback(['missing-state', 'sans state', 'without a state', csrf]),
  callback(['invalid-authorization-response-iss', 'd’un autre émetteur', 'of another issuer', callbackIss]),
  callback(['missing-code', 'sans code ni erreur', 'with neither code nor error', oauthCallback]),
  callback(['error-with-description', 'qui annonce une erreur', 'that brings an error', oauthCallback]),
]

/** What Core asks of whoever reads an ID Token. */
const idTokenCriteria = [
  idToken(['invalid-iss', 'd’un autre émetteur', 'of another issuer', validation('2')]),
  idToken(['invalid-missing-iss', 'sans iss', 'without iss', validation('2')]),
  idToken(['invalid-aud', 'destiné à un autre', 'meant for another client', validation('3')]),
  idToken(['invalid-missing-aud', 'sans aud', 'without aud', validation('3')]),
  idToken([
    'invalid-nonce',
    'dont le nonce n’est pas le sien',
    'whose nonce is not its own',
    validation('11'),
  ]),
  idToken(['invalid-missing-nonce', 'sans nonce', 'without a nonce', validation('11')]),
  idToken(['invalid-expired-exp', 'expiré', 'that has expired', validation('9')]),
  idToken(['missing-sub', 'sans sub', 'without a sub', core('2 ID Token', 'IDToken')]),
  idToken(['invalid-null-alg', 'non signé (alg none)', 'that is not signed (alg none)', validation('7')]),
  idToken(['invalid-signature', 'mal signé', 'whose signature is wrong', validation('6')]),
  asymmetric([
    'hs256-with-public-key',
    'signé en HS256 avec la clé publique',
    'signed by HS256 with the public key',
    validation('7'),
  ]),
  asymmetric([
    'unknown-kid',
    'signé d’une clé que le hub ne publie pas',
    'signed with a key that the hub does not publish',
    core('10.1 Signing', 'Signing'),
  ]),
]

/** userinfo must speak of the person of the ID Token, and be signed as registered. */
const userinfoCriteria = [
  answer(['userinfo-invalid-sub', 'qui parle d’un autre', 'about somebody else', userinfo]),
  answer(['userinfo-missing-sub', 'sans sub', 'without a sub', userinfo]),
  signedAnswer(['userinfo-invalid-signature', 'mal signé', 'whose signature is wrong', userinfo]),
  signedAnswer(['userinfo-null-alg', 'non signé (alg none)', 'that is not signed (alg none)', userinfo]),
  signedAnswer(['userinfo-unsigned', 'en JSON, sans signature', 'in plain JSON, unsigned', userinfo]),
]

const keyRotation: Criterion = {
  ...whenFault({
    fault: 'signing-key-rotation',
    id: 'jwks/fetched-after-rotation',
    title: {
      fr: 'Le service relit les clés quand le hub en change',
      en: 'The client reads the keys again when the hub changes them',
    },
    reaction: 'fetches-keys',
    reference: core('10.1.1 Rotation of Asymmetric Signing Keys', 'RotateSigKeys'),
  }),
  appliesTo: ({ id_token_signed_response_alg }) => id_token_signed_response_alg !== 'HS256',
}

/** Refusals that every hub expects of its clients, and the one change that they must survive. */
export const provokedCriteria: readonly Criterion[] = [
  ...callbackCriteria,
  ...idTokenCriteria,
  ...userinfoCriteria,
  keyRotation,
]

const lowerLevel = idToken([
  'lower-acr',
  'd’un niveau plus bas que celui demandé',
  'of a lower level than asked for',
  validation('12'),
])

/** The level is checked: on the hubs where one is always asked for. */
export const levelCriteria: readonly Criterion[] = [
  lowerLevel,
  idToken(['missing-acr', 'sans niveau (acr)', 'without a level (acr)', validation('12')]),
]
