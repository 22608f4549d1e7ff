import { z } from 'zod'
import { answerFault, tokenFault, withClaims } from '../fault.ts'
import { passages } from '../references.ts'

const DROP = 'Uses nothing of this answer: refuses the login, or goes on without the identity when it can.'

const headerValue = z.string().regex(/^[\x20-\x7e\xa0-\xff]+$/, {
  error: ({ input }) =>
    `received ${JSON.stringify(input)}, expected what a header can carry: one line of Latin-1, such as "text/html"`,
})

const claim = z.string().min(1).default('given_name').describe('Name of the claim.')

/** What userinfo says of the person, and how it is sealed. */
export const userinfoFaults = [
  tokenFault({
    id: 'userinfo-invalid-sub',
    title: 'userinfo is about another person than the ID Token',
    module: 'oidcc-client-test-userinfo-invalid-sub',
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    params: z.strictObject({ sub: z.string().default('the-sub-of-somebody-else') }),
    apply: (draft, { sub }) => withClaims(draft, { sub }),
  }),
  tokenFault({
    id: 'userinfo-missing-sub',
    title: 'userinfo has no sub',
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    apply: (draft) => withClaims(draft, { sub: undefined }),
  }),
  tokenFault({
    id: 'userinfo-invalid-iss',
    title: 'userinfo comes from another issuer',
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    needs: 'signed_userinfo',
    params: z.strictObject({ iss: z.string().default('https://another-issuer.example.org') }),
    apply: (draft, { iss }) => withClaims(draft, { iss }),
  }),
  tokenFault({
    id: 'userinfo-invalid-aud',
    title: 'userinfo is for another client',
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction: DROP,
    needs: 'signed_userinfo',
    params: z.strictObject({ aud: z.string().default('another-client') }),
    apply: (draft, { aud }) => withClaims(draft, { aud }),
  }),
  tokenFault({
    id: 'userinfo-invalid-signature',
    title: 'The signature of userinfo is wrong',
    seam: 'userinfo',
    reference: passages.userinfoValidation,
    reaction: DROP,
    needs: 'signed_userinfo',
    apply: (draft) => ({ ...draft, damaged: true }),
  }),
  tokenFault({
    id: 'userinfo-null-alg',
    title: 'userinfo is not signed (alg none)',
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
    title: 'A claim that was asked is not there',
    seam: 'userinfo',
    reference: passages.userinfo,
    reaction:
      'Does without the claim, or tells the person what is missing; never stops on an error of its own.',
    params: z.strictObject({ claim }),
    apply: (draft, { claim: name }) => withClaims(draft, { [name]: undefined }),
  }),
  tokenFault({
    id: 'userinfo-wrong-type',
    title: 'A claim is a number in place of text',
    seam: 'userinfo',
    reference: passages.standardClaims,
    reaction: 'Treats the claim as unusable and stores nothing of it; never stops on an error of its own.',
    params: z.strictObject({ claim, value: z.json().default(42) }),
    apply: (draft, { claim: name, value }) => withClaims(draft, { [name]: value }),
  }),
  answerFault({
    id: 'userinfo-unsigned',
    title: 'userinfo is plain JSON although a signed token was registered',
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
    title: 'userinfo answers nothing',
    seam: 'userinfo_response',
    reference: passages.userinfo,
    reaction: DROP,
    apply: (answer) => ({ ...answer, body: '' }),
  }),
  answerFault({
    id: 'userinfo-wrong-content-type',
    title: 'userinfo is announced as a web page',
    seam: 'userinfo_response',
    reference: passages.userinfo,
    reaction: DROP,
    params: z.strictObject({ content_type: headerValue.default('text/html; charset=utf-8') }),
    apply: (answer, { content_type }) => ({ ...answer, type: content_type }),
  }),
]
