import { type TokenDraft, tokenFault } from '../fault.ts'
import { passages } from '../references.ts'

type Encryption = NonNullable<TokenDraft['encryption']>

const sealed = (draft: TokenDraft, changes: Partial<Encryption>): TokenDraft =>
  draft.encryption ? { ...draft, encryption: { ...draft.encryption, ...changes } } : draft

const answers = [
  {
    prefix: 'idtoken',
    what: { fr: 'L’ID Token', en: 'The ID Token' },
    seam: 'id_token',
    needs: 'encrypted_id_token',
  },
  {
    prefix: 'userinfo',
    what: { fr: 'userinfo', en: 'userinfo' },
    seam: 'userinfo',
    needs: 'encrypted_userinfo',
  },
] as const

/** How an answer is encrypted, for clients that receive it so. */
export const encryptionFaults = answers.flatMap(({ prefix, what, seam, needs }) => [
  tokenFault({
    id: `${prefix}-encrypted-to-another-key`,
    title: {
      fr: `${what.fr} est chiffré pour quelqu’un d’autre`,
      en: `${what.en} is encrypted for somebody else`,
    },
    seam,
    reference: passages.encryption,
    reaction: {
      fr: 'Ne peut pas le déchiffrer et refuse la connexion ; son journal nomme le kid reçu et ceux qu’il possède.',
      en: 'Cannot decrypt it, and refuses the login; its log names the kid that came and those that it has.',
    },
    needs,
    apply: (draft) => sealed(draft, { to: 'stranger' }),
  }),
  tokenFault({
    id: `${prefix}-invalid-enc`,
    title: {
      fr: `${what.fr} est chiffré avec un enc qui n’est pas celui enregistré`,
      en: `${what.en} is encrypted with an enc that was not registered`,
    },
    seam,
    reference: passages.decryption,
    reaction: {
      fr: 'Le refuse avant de déchiffrer : seul l’enc enregistré est admis.',
      en: 'Refuses it before decrypting: only the registered enc is allowed.',
    },
    needs,
    apply: (draft) => sealed(draft, { enc: 'A128CBC-HS256' }),
  }),
  tokenFault({
    id: `${prefix}-truncated`,
    title: { fr: `${what.fr} s’arrête au milieu`, en: `${what.en} stops in the middle` },
    seam,
    reference: passages.decryption,
    reaction: {
      fr: 'Refuse ce qui ne se déchiffre pas en entier, sans erreur technique.',
      en: 'Refuses what does not decrypt as a whole, without an error of its own.',
    },
    needs,
    apply: (draft) => sealed(draft, { truncated: true }),
  }),
])
