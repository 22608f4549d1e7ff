import { z } from 'zod'
import { inARow, type Words } from '../../lib/words.ts'
import { tokenFault, withClaims } from '../fault.ts'
import { passages } from '../references.ts'

/** What every client does with an ID Token that is not for it. */
const REFUSE: Words = {
  fr: 'Refuse la connexion : n’ouvre pas de session, n’utilise pas le jeton d’accès, et dit à la personne que la connexion a échoué.',
  en: 'Refuses the login: opens no session, does not use the access token, and tells the person that it failed.',
}

/** Who speaks, for whom, about whom, in answer to what. */
export const claimFaults = [
  tokenFault({
    id: 'invalid-iss',
    title: { fr: 'L’ID Token vient d’un autre émetteur', en: 'The ID Token comes from another issuer' },
    module: 'oidcc-client-test-invalid-iss',
    seam: 'id_token',
    reference: passages.validation(2),
    reaction: REFUSE,
    params: z.strictObject({ iss: z.string().default('https://another-issuer.example.org') }),
    apply: (draft, { iss }) => withClaims(draft, { iss }),
  }),
  tokenFault({
    id: 'invalid-missing-iss',
    title: { fr: 'L’ID Token est sans iss', en: 'The ID Token has no iss' },
    module: 'fapi2-security-profile-final-client-test-invalid-missing-iss',
    seam: 'id_token',
    reference: passages.validation(2),
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { iss: undefined }),
  }),
  tokenFault({
    id: 'invalid-aud',
    title: { fr: 'L’ID Token est destiné à un autre client', en: 'The ID Token is for another client' },
    module: 'oidcc-client-test-invalid-aud',
    seam: 'id_token',
    reference: passages.validation(3),
    reaction: REFUSE,
    params: z.strictObject({ aud: z.string().default('another-client') }),
    apply: (draft, { aud }) => withClaims(draft, { aud }),
  }),
  tokenFault({
    id: 'invalid-missing-aud',
    title: { fr: 'L’ID Token est sans aud', en: 'The ID Token has no aud' },
    module: 'oidcc-client-test-missing-aud',
    seam: 'id_token',
    reference: passages.validation(3),
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { aud: undefined }),
  }),
  tokenFault({
    id: 'invalid-secondary-aud',
    title: {
      fr: 'L’ID Token est aussi destiné à un client qui n’est pas de confiance, et azp manque',
      en: 'The ID Token is also for a client that is not trusted, and azp is missing',
    },
    module: 'fapi2-security-profile-final-client-test-invalid-secondary-aud',
    seam: 'id_token',
    reference: passages.validation(3),
    reaction: inARow(REFUSE, {
      fr: 'Les hubs ne délivrent que des jetons à un seul destinataire.',
      en: 'The hubs only give tokens of one audience.',
    }),
    params: z.strictObject({ aud: z.string().default('another-client') }),
    apply: (draft, { aud }, { client_id }) => withClaims(draft, { aud: [client_id, aud] }),
  }),
  tokenFault({
    id: 'invalid-azp',
    title: {
      fr: 'L’ID Token a été délivré à un autre client (azp)',
      en: 'The ID Token was given to another client (azp)',
    },
    seam: 'id_token',
    reference: passages.validation(5),
    reaction: REFUSE,
    params: z.strictObject({ azp: z.string().default('another-client') }),
    apply: (draft, { azp }, { client_id }) => withClaims(draft, { aud: [client_id, azp], azp }),
  }),
  tokenFault({
    id: 'invalid-nonce',
    title: {
      fr: 'L’ID Token porte un nonce que le client n’a pas envoyé',
      en: 'The ID Token carries a nonce that the client did not send',
    },
    module: 'oidcc-client-test-nonce-invalid',
    seam: 'id_token',
    reference: passages.validation(11),
    reaction: REFUSE,
    params: z.strictObject({ nonce: z.string().default('not-the-nonce-that-you-sent') }),
    apply: (draft, { nonce }) => withClaims(draft, { nonce }),
  }),
  tokenFault({
    id: 'invalid-missing-nonce',
    title: {
      fr: 'L’ID Token est sans nonce, alors que le client en a envoyé un',
      en: 'The ID Token has no nonce although the client sent one',
    },
    module: 'fapi2-security-profile-final-client-test-invalid-missing-nonce',
    seam: 'id_token',
    reference: passages.validation(11),
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { nonce: undefined }),
  }),
  tokenFault({
    id: 'invalid-sub',
    title: {
      fr: 'L’ID Token parle d’une autre personne que userinfo',
      en: 'The ID Token is about another person than userinfo',
    },
    seam: 'id_token',
    reference: passages.userinfoValidation,
    reaction: {
      fr: 'Compare le sub de userinfo à celui de l’ID Token, les trouve différents et refuse la connexion.',
      en: 'Compares the sub of userinfo with the one of the ID Token, finds them different, and refuses the login.',
    },
    params: z.strictObject({ sub: z.string().default('the-sub-of-somebody-else') }),
    apply: (draft, { sub }) => withClaims(draft, { sub }),
  }),
  tokenFault({
    id: 'missing-sub',
    title: { fr: 'L’ID Token est sans sub', en: 'The ID Token has no sub' },
    module: 'oidcc-client-test-missing-sub',
    seam: 'id_token',
    reference: passages.idToken,
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { sub: undefined }),
  }),
  tokenFault({
    id: 'invalid-athash',
    title: {
      fr: 'L’ID Token correspond à un autre jeton d’accès (at_hash)',
      en: 'The ID Token belongs to another access token (at_hash)',
    },
    module: 'oidcc-client-test-invalid-athash',
    seam: 'id_token',
    reference: passages.atHash,
    reaction: {
      fr: 'N’utilise pas le jeton d’accès. Dans le flux par code, cette vérification est facultative : un client qui la fait refuse la connexion.',
      en: 'Does not use the access token. In the code flow the check is optional: a client that makes it refuses.',
    },
    apply: (draft) => withClaims(draft, { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  }),
]
