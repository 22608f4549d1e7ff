import type { Words } from '../../lib/words.ts'
import type { Reference } from '../../oidc/reference.ts'
import type { Criterion, Severity } from '../criterion.ts'
import type { Reaction } from '../reactions.ts'
import { isAsymmetric, type Traffic } from '../traffic.ts'
import { type Provoked, whenFault } from '../when-fault.ts'
import { core, passages, validation } from './passages.ts'

type Row = [faults: string | [string, ...string[]], fr: string, en: string, reference: Reference]

const family =
  (folder: string, reaction: Reaction, subject: Words, more: Pick<Provoked, 'appliesTo' | 'concerns'> = {}) =>
  ([given, fr, en, reference]: Row, severity: Severity = 'required'): Criterion => {
    const faults: [string, ...string[]] = typeof given === 'string' ? [given] : given
    return whenFault({
      faults,
      id: `${folder}/refuses-${faults[0]}`,
      title: { fr: `Le service refuse ${subject.fr} ${fr}`, en: `The client refuses ${subject.en} ${en}` },
      reaction,
      reference,
      severity,
      ...more,
    })
  }

const aCallback = { fr: 'un retour', en: 'a callback' }
const anIdToken = { fr: 'un ID Token', en: 'an ID Token' }
const aUserinfo = { fr: 'un userinfo', en: 'a userinfo' }

const isUserinfoSigned = ({ client }: Traffic): boolean => client?.userinfo_signed_response_alg !== null

const callback = family('callback', 'stops-at-callback', aCallback)
const idToken = family('id_token', 'stops-at-id-token', anIdToken)
const asymmetric = family('id_token', 'stops-at-id-token', anIdToken, { appliesTo: isAsymmetric })
const encryptedIdToken = family('id_token', 'stops-at-id-token', anIdToken, {
  appliesTo: ({ client }) => !client || client.id_token_encrypted_response_alg !== undefined,
})
const userinfo = family('userinfo', 'opens-no-session', aUserinfo)
const signedUserinfo = family('userinfo', 'opens-no-session', aUserinfo, { appliesTo: isUserinfoSigned })
const encryptedUserinfo = family('userinfo', 'opens-no-session', aUserinfo, {
  appliesTo: ({ client }) => !client || client.userinfo_encrypted_response_alg !== undefined,
})

const { csrf, callbackIss, oauthCallback } = passages

/** The callback is the browser's: whoever sends a browser there can write it. */
const callbackCriteria = [
  callback(['invalid-state', 'dont le state n’est pas le sien', 'whose state is not its own', csrf]),
  callback(['missing-state', 'sans state', 'without a state', csrf]),
  callback(['invalid-authorization-response-iss', 'd’un autre émetteur', 'of another issuer', callbackIss]),
  callback(
    ['remove-authorization-response-iss', 'sans émetteur (iss)', 'without an issuer (iss)', callbackIss],
    'advised',
  ),
  callback(['missing-code', 'sans code ni erreur', 'with neither code nor error', oauthCallback]),
  callback(['code-given-twice', 'à deux codes', 'with two codes', passages.parameters], 'advised'),
  callback([
    ['error-with-description', 'error-without-description'],
    'qui annonce une erreur',
    'that brings an error',
    oauthCallback,
  ]),
]

/** What Core asks of whoever reads an ID Token. */
const idTokenCriteria = [
  idToken(['invalid-iss', 'd’un autre émetteur', 'of another issuer', validation('2')]),
  idToken(['invalid-missing-iss', 'sans iss', 'without iss', validation('2')]),
  idToken(['invalid-aud', 'destiné à un autre', 'meant for another client', validation('3')]),
  idToken(['invalid-missing-aud', 'sans aud', 'without aud', validation('3')]),
  idToken(
    [
      ['invalid-secondary-aud', 'invalid-azp'],
      'destiné aussi à un autre',
      'meant for another client as well',
      validation('3'),
    ],
    'advised',
  ),
  idToken([
    'invalid-nonce',
    'dont le nonce n’est pas le sien',
    'whose nonce is not its own',
    validation('11'),
  ]),
  idToken(['invalid-missing-nonce', 'sans nonce', 'without a nonce', validation('11')]),
  idToken(['invalid-expired-exp', 'expiré', 'that has expired', validation('9')]),
  idToken(
    [
      ['invalid-missing-exp', 'missing-iat'],
      'sans date (exp, iat)',
      'without its dates (exp, iat)',
      core('2', 'IDToken'),
    ],
    'advised',
  ),
  idToken(['missing-sub', 'sans sub', 'without a sub', core('2 ID Token', 'IDToken')]),
  idToken(['invalid-null-alg', 'non signé (alg none)', 'that is not signed (alg none)', validation('7')]),
  idToken(['invalid-signature', 'mal signé', 'whose signature is wrong', validation('6')]),
  asymmetric([
    ['hs256-with-public-key', 'invalid-alternate-alg'],
    'signé en HS256 avec la clé publique, ou d’un autre algorithme que l’enregistré',
    'signed by HS256 with the public key, or by another algorithm than the registered one',
    validation('7'),
  ]),
  asymmetric([
    'unknown-kid',
    'signé d’une clé que le hub ne publie pas',
    'signed by a key that the hub does not publish',
    core('10.1 Signing', 'Signing'),
  ]),
  encryptedIdToken([
    ['idtoken-encrypted-to-another-key', 'idtoken-invalid-enc', 'idtoken-truncated'],
    'qui ne se déchiffre pas',
    'that cannot be decrypted',
    core('10.2 Encryption', 'Encryption'),
  ]),
]

const aboutUserinfo = core('5.3.2', 'UserInfoResponse')

/** userinfo must speak of the person of the ID Token, and be signed as registered. */
const userinfoCriteria = [
  userinfo([
    ['userinfo-invalid-sub', 'invalid-sub'],
    'qui parle d’un autre',
    'about somebody else',
    aboutUserinfo,
  ]),
  userinfo(['userinfo-missing-sub', 'sans sub', 'without a sub', aboutUserinfo]),
  signedUserinfo(['userinfo-invalid-signature', 'mal signé', 'whose signature is wrong', aboutUserinfo]),
  signedUserinfo([
    'userinfo-null-alg',
    'non signé (alg none)',
    'that is not signed (alg none)',
    aboutUserinfo,
  ]),
  signedUserinfo(['userinfo-unsigned', 'en JSON, sans signature', 'in plain JSON, unsigned', aboutUserinfo]),
  signedUserinfo(
    [
      ['userinfo-invalid-aud', 'userinfo-invalid-iss'],
      'destiné à un autre, ou d’un autre émetteur',
      'meant for another client, or of another issuer',
      aboutUserinfo,
    ],
    'advised',
  ),
  encryptedUserinfo([
    ['userinfo-encrypted-to-another-key', 'userinfo-invalid-enc', 'userinfo-truncated'],
    'qui ne se déchiffre pas',
    'that cannot be decrypted',
    core('10.2 Encryption', 'Encryption'),
  ]),
]

const keyRotation = whenFault({
  faults: ['signing-key-rotation'],
  id: 'jwks/fetched-after-rotation',
  title: {
    fr: 'Le service relit les clés quand le hub en change',
    en: 'The client reads the keys again when the hub changes them',
  },
  reaction: 'fetches-keys',
  reference: core('10.1.1 Rotation of Asymmetric Signing Keys', 'RotateSigKeys'),
  appliesTo: isAsymmetric,
})

/** Refusals that every hub expects of its clients, and the one change that they must survive. */
export const provokedCriteria: readonly Criterion[] = [
  ...callbackCriteria,
  ...idTokenCriteria,
  ...userinfoCriteria,
  keyRotation,
]

/** The level is checked, in the logins that ask for one. */
export const levelCriteria = (level: Pick<Provoked, 'appliesTo' | 'concerns'> = {}): readonly Criterion[] => {
  const levelled = family('id_token', 'stops-at-id-token', anIdToken, level)
  return [
    levelled([
      ['lower-acr', 'invalid-acr'],
      'd’un niveau plus bas que celui demandé',
      'of a lower level than asked for',
      validation('12'),
    ]),
    levelled(['missing-acr', 'sans niveau (acr)', 'without a level (acr)', validation('12')]),
  ]
}
