import { z } from 'zod'
import type { Words } from '../../lib/words.ts'
import { answerFault, tokenFault, withClaims } from '../fault.ts'
import { passages } from '../references.ts'

const DROP: Words = {
  fr: 'N’utilise rien de cette réponse : refuse la connexion, ou continue sans l’identité s’il le peut.',
  en: 'Uses nothing of this answer: refuses the login, or goes on without the identity when it can.',
}

const headerValue = z.string().regex(/^[\x20-\x7e\xa0-\xff]+$/, {
  error: ({ input }) =>
    `received ${JSON.stringify(input)}, expected what a header can carry: one line of Latin-1, such as "text/html"`,
})

const claim = z.string().min(1).default('given_name').describe('Name of the claim.')

/** What userinfo says of the person, and how it is sealed. */
export const userinfoFaults = [
  tokenFault({
    id: 'userinfo-invalid-sub',
    title: {
      fr: 'userinfo parle d’une autre personne que l’ID Token',
      en: 'userinfo is about another person than the ID Token',
    },
    module: 'oidcc-client-test-userinfo-invalid-sub',
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    params: z.strictObject({ sub: z.string().default('the-sub-of-somebody-else') }),
    apply: (draft, { sub }) => withClaims(draft, { sub }),
  }),
  tokenFault({
    id: 'userinfo-missing-sub',
    title: { fr: 'userinfo est sans sub', en: 'userinfo has no sub' },
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    apply: (draft) => withClaims(draft, { sub: undefined }),
  }),
  tokenFault({
    id: 'userinfo-invalid-iss',
    title: { fr: 'userinfo vient d’un autre émetteur', en: 'userinfo comes from another issuer' },
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    needs: 'signed_userinfo',
    params: z.strictObject({ iss: z.string().default('https://another-issuer.example.org') }),
    apply: (draft, { iss }) => withClaims(draft, { iss }),
  }),
  tokenFault({
    id: 'userinfo-invalid-aud',
    title: { fr: 'userinfo est destiné à un autre client', en: 'userinfo is for another client' },
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    needs: 'signed_userinfo',
    params: z.strictObject({ aud: z.string().default('another-client') }),
    apply: (draft, { aud }) => withClaims(draft, { aud }),
  }),
  tokenFault({
    id: 'userinfo-invalid-signature',
    title: { fr: 'La signature de userinfo est fausse', en: 'The signature of userinfo is wrong' },
    seam: 'userinfo',
    reference: passages.userinfoValidation,
    reaction: DROP,
    needs: 'signed_userinfo',
    apply: (draft) => ({ ...draft, damaged: true }),
  }),
  tokenFault({
    id: 'userinfo-null-alg',
    title: { fr: 'userinfo n’est pas signé (alg none)', en: 'userinfo is not signed (alg none)' },
    seam: 'userinfo',
    reference: passages.algorithms,
    reaction: DROP,
    needs: 'signed_userinfo',
    apply: (draft) => {
      const { kid: _, ...header } = draft.header
      return { ...draft, header: { ...header, alg: 'none' }, key: 'none' }
    },
  }),
  tokenFault({
    id: 'userinfo-missing-claim',
    title: { fr: 'Une donnée (claim) demandée manque', en: 'A claim that was asked is not there' },
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: {
      fr: 'Se passe de la donnée, ou dit à la personne ce qui manque ; ne s’arrête jamais sur une erreur technique.',
      en: 'Does without the claim, or tells the person what is missing; never stops on an error of its own.',
    },
    params: z.strictObject({ claim }),
    apply: (draft, { claim: name }) => withClaims(draft, { [name]: undefined }),
  }),
  tokenFault({
    id: 'userinfo-wrong-type',
    title: {
      fr: 'Une donnée (claim) est un nombre au lieu d’un texte',
      en: 'A claim is a number in place of text',
    },
    seam: 'userinfo',
    reference: passages.standardClaims,
    reaction: {
      fr: 'Tient la donnée pour inutilisable et n’en enregistre rien ; ne s’arrête jamais sur une erreur technique.',
      en: 'Treats the claim as unusable and stores nothing of it; never stops on an error of its own.',
    },
    params: z.strictObject({ claim, value: z.json().default(42) }),
    apply: (draft, { claim: name, value }) => withClaims(draft, { [name]: value }),
  }),
  answerFault({
    id: 'userinfo-unsigned',
    title: {
      fr: 'userinfo est en JSON simple, alors qu’un jeton signé est enregistré',
      en: 'userinfo is plain JSON although a signed token was registered',
    },
    seam: 'userinfo_response',
    reference: passages.userinfo,
    reaction: DROP,
    needs: 'signed_userinfo',
    params: z.strictObject({ sub: z.string().default('the-sub-of-whoever-sends-this') }),
    apply: (answer, { sub }) => ({
      ...answer,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({ sub, given_name: 'Mallory' }),
    }),
  }),
  answerFault({
    id: 'userinfo-empty-body',
    title: { fr: 'userinfo répond par un corps vide', en: 'userinfo answers nothing' },
    seam: 'userinfo_response',
    reference: passages.userinfo,
    reaction: DROP,
    apply: (answer) => ({ ...answer, body: '' }),
  }),
  answerFault({
    id: 'userinfo-wrong-content-type',
    title: { fr: 'userinfo s’annonce comme une page web', en: 'userinfo is announced as a web page' },
    seam: 'userinfo_response',
    reference: passages.userinfo,
    reaction: DROP,
    params: z.strictObject({ content_type: headerValue.default('text/html; charset=utf-8') }),
    apply: (answer, { content_type }) => ({ ...answer, type: content_type }),
  }),
]
