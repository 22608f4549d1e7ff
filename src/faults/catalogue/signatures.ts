import { inARow, type Words } from '../../lib/words.ts'
import { type TokenDraft, tokenFault } from '../fault.ts'
import { passages } from '../references.ts'

const REFUSE: Words = {
  fr: 'Refuse la connexion : n’ouvre pas de session et n’utilise pas le jeton d’accès.',
  en: 'Refuses the login: opens no session, and does not use the access token.',
}

const another = (alg: string): string => (alg === 'ES256' ? 'RS256' : 'ES256')

const withHeader = (draft: TokenDraft, changes: Readonly<Record<string, unknown>>): TokenDraft['header'] => {
  const header = Object.entries({ ...draft.header, ...changes }).filter(([, value]) => value !== undefined)
  return { alg: draft.header.alg, ...Object.fromEntries(header) }
}

/** Who signed, with what, and which key says so. */
export const signatureFaults = [
  tokenFault({
    id: 'invalid-null-alg',
    title: { fr: 'L’ID Token n’est pas signé (alg none)', en: 'The ID Token is not signed (alg none)' },
    module: 'fapi2-security-profile-final-client-test-invalid-null-alg',
    seam: 'id_token',
    reference: passages.validation(7),
    reaction: REFUSE,
    apply: (draft) => ({ ...draft, header: withHeader(draft, { alg: 'none', kid: undefined }), key: 'none' }),
  }),
  tokenFault({
    id: 'invalid-alternate-alg',
    title: {
      fr: 'L’ID Token est bien signé, mais avec un autre algorithme que celui enregistré',
      en: 'The ID Token is well signed, with another algorithm than the registered one',
    },
    module: 'fapi2-security-profile-final-client-test-invalid-alternate-alg',
    seam: 'id_token',
    reference: passages.validation(7),
    reaction: REFUSE,
    apply: (draft) => ({
      ...draft,
      header: withHeader(draft, { alg: another(draft.header.alg) }),
      key: 'hub',
    }),
  }),
  tokenFault({
    id: 'hs256-with-public-key',
    title: {
      fr: 'L’ID Token est signé en HS256, la clé publique du hub servant de secret',
      en: 'The ID Token is signed with HS256, the hub’s public key being the secret',
    },
    seam: 'id_token',
    needs: 'asymmetric_id_token',
    reference: passages.algorithms,
    reaction: inARow(REFUSE, {
      fr: 'Une bibliothèque qui choisit la vérification d’après l’alg du jeton l’accepterait.',
      en: 'A library that picks the check by the token’s own alg would accept it.',
    }),
    apply: (draft) => ({ ...draft, header: withHeader(draft, { alg: 'HS256' }), key: 'public' }),
  }),
  tokenFault({
    id: 'invalid-signature',
    title: { fr: 'La signature de l’ID Token est fausse', en: 'The signature of the ID Token is wrong' },
    module: 'oidcc-client-test-invalid-sig-rs256',
    seam: 'id_token',
    reference: passages.validation(6),
    reaction: inARow(REFUSE, {
      fr: 'OpenID Connect Core admet que TLS tienne lieu de signature ; les hubs demandent qu’elle soit vérifiée.',
      en: 'Core lets a client trust TLS in place of the signature; the hubs ask that it be checked.',
    }),
    apply: (draft) => ({ ...draft, damaged: true }),
  }),
  tokenFault({
    id: 'unknown-kid',
    title: {
      fr: 'L’ID Token est signé avec une clé que le hub ne publie pas',
      en: 'The ID Token is signed with a key that the hub does not publish',
    },
    seam: 'id_token',
    needs: 'asymmetric_id_token',
    reference: passages.signing,
    reaction: {
      fr: 'Relit les clés, de temps en temps au plus, n’en trouve toujours aucune de ce nom et refuse la connexion.',
      en: 'Fetches the keys again, at most once in a while, still finds none of that name, and refuses the login.',
    },
    apply: (draft) => ({
      ...draft,
      header: withHeader(draft, { kid: 'a-key-that-nobody-publishes' }),
      key: 'stranger',
    }),
  }),
  tokenFault({
    id: 'kid-absent-multiple-jwks',
    title: {
      fr: 'L’ID Token ne nomme pas sa clé, alors que le hub en publie plusieurs pour son algorithme',
      en: 'The ID Token names no key although the hub publishes several for its algorithm',
    },
    module: 'oidcc-client-test-kid-absent-multiple-jwks',
    seam: 'id_token',
    needs: 'asymmetric_id_token',
    reference: passages.signing,
    reaction: {
      fr: 'Refuse la connexion, ou essaie chaque clé de cet algorithme : ne s’en tient jamais à la première.',
      en: 'Refuses the login, or tries every key of that algorithm: it never takes the first one only.',
    },
    apply: (draft) => ({ ...draft, header: withHeader(draft, { kid: undefined }), companion: true }),
  }),
  tokenFault({
    id: 'signing-key-rotation',
    title: {
      fr: 'Le hub vient de commencer à signer avec une nouvelle clé',
      en: 'The hub has just begun to sign with a new key',
    },
    module: 'oidcc-client-test-signing-key-rotation-just-before-signing',
    seam: 'id_token',
    needs: 'asymmetric_id_token',
    reference: passages.rotation,
    reaction: {
      fr: 'Rencontre un kid qu’il ne connaît pas, relit les clés et connecte la personne.',
      en: 'Meets a kid that it does not know, fetches the keys again, and lets the person in.',
    },
    apply: (draft) => ({ ...draft, key: 'rotated' }),
  }),
]
