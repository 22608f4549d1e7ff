import { z } from 'zod'
import { inARow, type Words } from '../../lib/words.ts'
import { answerFault } from '../fault.ts'
import { passages } from '../references.ts'

const endpoints = [
  {
    prefix: 'token',
    what: { fr: 'Le point d’accès token', en: 'The token endpoint' },
    seam: 'token_response',
  },
  { prefix: 'userinfo', what: { fr: 'userinfo', en: 'userinfo' }, seam: 'userinfo_response' },
] as const

const END: Words = {
  fr: 'Met fin à cette connexion sans ouvrir de session et invite la personne à recommencer ; les autres personnes sont toujours servies.',
  en: 'Ends this login without a session and tells the person to try again; other people are still served.',
}

/** Answers that come late, or not at all. */
export const connectionFaults = [
  ...endpoints.flatMap(({ prefix, what, seam }) => [
    answerFault({
      id: `${prefix}-slow`,
      title: { fr: `${what.fr} répond tard`, en: `${what.en} answers late` },
      seam,
      reference: passages.unavailable,
      reaction: {
        fr: 'Attend aussi longtemps que le permet sa propre limite, puis met fin à la connexion ; la personne ne reste pas devant une page blanche.',
        en: 'Waits as long as its own limit says, then ends the login; the person is not left before a blank page.',
      },
      params: z.strictObject({ seconds: z.number().positive().max(600).default(10).describe('Seconds.') }),
      apply: (answer, { seconds }) => ({ ...answer, delay: seconds }),
    }),
    answerFault({
      id: `${prefix}-connection-dropped`,
      title: { fr: `${what.fr} coupe la connexion réseau`, en: `${what.en} drops the connection` },
      seam,
      reference: passages.unavailable,
      reaction: END,
      apply: (answer) => ({ ...answer, connection: 'dropped' }),
    }),
    answerFault({
      id: `${prefix}-never-answers`,
      title: { fr: `${what.fr} ne répond jamais`, en: `${what.en} never answers` },
      seam,
      reference: passages.unavailable,
      reaction: inARow(
        { fr: 'Renonce après un délai qu’il s’est fixé.', en: 'Gives up after a limit of its own.' },
        END,
      ),
      apply: (answer) => ({ ...answer, connection: 'silent' }),
    }),
  ]),
  answerFault({
    id: 'userinfo-error-401',
    title: {
      fr: 'userinfo ne reconnaît pas le jeton d’accès',
      en: 'userinfo does not recognise the access token',
    },
    seam: 'userinfo_response',
    reference: passages.bearer,
    reaction: END,
    apply: (_answer, _params, { issuer }) => ({
      status: 401,
      headers: {
        'www-authenticate': `Bearer realm="${issuer}", error="invalid_token", error_description="invalid token provided"`,
      },
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({ error: 'invalid_token', error_description: 'invalid token provided' }),
    }),
  }),
  answerFault({
    id: 'userinfo-error-500',
    title: { fr: 'userinfo est en erreur', en: 'userinfo fails' },
    seam: 'userinfo_response',
    reference: passages.unavailable,
    reaction: END,
    apply: () => ({
      status: 500,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({ error: 'server_error', error_description: 'oops! something went wrong' }),
    }),
  }),
]
