import { z } from 'zod'
import { seconds } from '../../lib/seconds.ts'
import { inARow, type Words } from '../../lib/words.ts'
import { ageFault, answerFault, type WireAnswer } from '../fault.ts'
import { passages } from '../references.ts'

const END: Words = {
  fr: 'Met fin à cette connexion sans ouvrir de session, invite la personne à recommencer, et journalise le statut et l’erreur.',
  en: 'Ends this login without a session, tells the person to try again, and logs the status and the error.',
}

const JSON_TYPE = 'application/json; charset=utf-8'

const json = (status: number, body: object): WireAnswer => ({
  status,
  type: JSON_TYPE,
  body: JSON.stringify(body),
})

/** The answer without one member. */
const without = (answer: WireAnswer, member: string): WireAnswer => {
  const { [member]: _, ...rest } = JSON.parse(answer.body) as Record<string, unknown>
  return { ...answer, body: JSON.stringify(rest) }
}

const error = (byDefault: string) =>
  z.strictObject({ error: z.string().min(1).default(byDefault), error_description: z.string().optional() })

/** What the token endpoint answers. */
export const tokenEndpointFaults = [
  answerFault({
    id: 'token-error-400',
    title: { fr: 'Le point d’accès token refuse le code', en: 'The token endpoint refuses the code' },
    seam: 'token_response',
    reference: passages.tokenErrors,
    reaction: inARow(END, {
      fr: 'Ne renvoie pas le même code.',
      en: 'It does not send the same code again.',
    }),
    params: error('invalid_grant'),
    apply: (_, params) => json(400, params),
  }),
  answerFault({
    id: 'token-error-401',
    title: {
      fr: 'Le point d’accès token ne reconnaît pas le client',
      en: 'The token endpoint does not recognise the client',
    },
    seam: 'token_response',
    reference: passages.tokenErrors,
    reaction: inARow(END, {
      fr: 'Alerte quelqu’un : le secret est erroné ou a été remplacé.',
      en: 'Somebody is warned: the secret is wrong or was replaced.',
    }),
    params: error('invalid_client'),
    apply: (_, params) => json(401, params),
  }),
  answerFault({
    id: 'token-error-500',
    title: {
      fr: 'Le point d’accès token est en erreur, et le dit en JSON',
      en: 'The token endpoint fails, in JSON',
    },
    seam: 'token_response',
    reference: passages.unavailable,
    reaction: END,
    params: error('server_error'),
    apply: (_, params) => json(500, params),
  }),
  answerFault({
    id: 'token-error-503',
    title: {
      fr: 'Le point d’accès token est en maintenance, et répond par une page',
      en: 'The token endpoint is down for maintenance, with a page',
    },
    seam: 'token_response',
    reference: passages.unavailable,
    reaction: inARow(END, {
      fr: 'N’essaie pas de lire la page comme du JSON.',
      en: 'It does not try to read the page as JSON.',
    }),
    apply: () => ({
      status: 503,
      type: 'text/html; charset=utf-8',
      body: '<!doctype html><title>503</title><h1>Service Unavailable</h1>',
    }),
  }),
  answerFault({
    id: 'token-html',
    title: {
      fr: 'Le point d’accès token répond par une page web, avec le statut 200',
      en: 'The token endpoint answers a web page with status 200',
    },
    seam: 'token_response',
    reference: passages.tokens,
    reaction: END,
    apply: () => ({
      status: 200,
      type: 'text/html; charset=utf-8',
      body: '<!doctype html><title>Welcome</title>',
    }),
  }),
  answerFault({
    id: 'token-malformed-json',
    title: {
      fr: 'Le point d’accès token répond un JSON coupé au milieu',
      en: 'The token endpoint answers JSON that stops in the middle',
    },
    seam: 'token_response',
    reference: passages.tokens,
    reaction: END,
    apply: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  }),
  answerFault({
    id: 'token-missing-id-token',
    title: {
      fr: 'Le point d’accès token ne donne pas d’ID Token',
      en: 'The token endpoint gives no ID Token',
    },
    seam: 'token_response',
    reference: passages.tokenResponse,
    reaction: {
      fr: 'Refuse la connexion : sans ID Token, rien ne dit qui s’est connecté.',
      en: 'Refuses the login: without an ID Token nobody says who logged in.',
    },
    apply: (answer) => without(answer, 'id_token'),
  }),
  answerFault({
    id: 'token-missing-access-token',
    title: {
      fr: 'Le point d’accès token ne donne pas de jeton d’accès',
      en: 'The token endpoint gives no access token',
    },
    seam: 'token_response',
    reference: passages.tokens,
    reaction: END,
    apply: (answer) => without(answer, 'access_token'),
  }),
  answerFault({
    id: 'token-invalid-token-type',
    title: {
      fr: 'Le point d’accès token donne un jeton d’un type que personne ne connaît',
      en: 'The token endpoint gives a token of a type that nobody knows',
    },
    seam: 'token_response',
    reference: passages.tokens,
    reaction: {
      fr: 'N’utilise pas le jeton d’accès et met fin à la connexion.',
      en: 'Does not use the access token, and ends the login.',
    },
    params: z.strictObject({ token_type: z.string().default('carrier-pigeon') }),
    apply: (answer, { token_type }) => ({
      ...answer,
      body: JSON.stringify({ ...JSON.parse(answer.body), token_type }),
    }),
  }),
  ageFault({
    id: 'access-token-expired',
    title: {
      fr: 'Le jeton d’accès a déjà expiré quand le client le reçoit',
      en: 'The access token has already expired when the client receives it',
    },
    seam: 'access_token',
    reference: passages.bearer,
    reaction: {
      fr: 'Tient le refus de userinfo pour la fin de cette connexion, et ne redemande pas en boucle.',
      en: 'Takes userinfo’s refusal for the end of this login, and does not ask in a loop.',
    },
    params: z.strictObject({ seconds: seconds.default(3600).describe('Since when it has expired.') }),
    apply: (_, { seconds }) => seconds,
  }),
]
