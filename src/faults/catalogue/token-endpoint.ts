import { z } from 'zod'
import { seconds } from '../../lib/seconds.ts'
import { ageFault, answerFault, type WireAnswer } from '../fault.ts'
import { passages } from '../references.ts'

const END =
  'Ends this login without a session, tells the person to try again, and logs the status and the error.'

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
    title: 'The token endpoint refuses the code',
    seam: 'token_response',
    reference: passages.tokenErrors,
    reaction: `${END} It does not send the same code again.`,
    params: error('invalid_grant'),
    apply: (_, params) => json(400, params),
  }),
  answerFault({
    id: 'token-error-401',
    title: 'The token endpoint does not recognise the client',
    seam: 'token_response',
    reference: passages.tokenErrors,
    reaction: `${END} Somebody is warned: the secret is wrong or was replaced.`,
    params: error('invalid_client'),
    apply: (_, params) => json(401, params),
  }),
  answerFault({
    id: 'token-error-500',
    title: 'The token endpoint fails, in JSON',
    seam: 'token_response',
    reference: passages.unavailable,
    reaction: END,
    params: error('server_error'),
    apply: (_, params) => json(500, params),
  }),
  answerFault({
    id: 'token-error-503',
    title: 'The token endpoint is down for maintenance, with a page',
    seam: 'token_response',
    reference: passages.unavailable,
    reaction: `${END} It does not try to read the page as JSON.`,
    apply: () => ({
      status: 503,
      type: 'text/html; charset=utf-8',
      body: '<!doctype html><title>503</title><h1>Service Unavailable</h1>',
    }),
  }),
  answerFault({
    id: 'token-html',
    title: 'The token endpoint answers a web page with status 200',
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
    title: 'The token endpoint answers JSON that stops in the middle',
    seam: 'token_response',
    reference: passages.tokens,
    reaction: END,
    apply: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  }),
  answerFault({
    id: 'token-missing-id-token',
    title: 'The token endpoint gives no ID Token',
    seam: 'token_response',
    reference: passages.tokenResponse,
    reaction: 'Refuses the login: without an ID Token nobody says who logged in.',
    apply: (answer) => without(answer, 'id_token'),
  }),
  answerFault({
    id: 'token-missing-access-token',
    title: 'The token endpoint gives no access token',
    seam: 'token_response',
    reference: passages.tokens,
    reaction: END,
    apply: (answer) => without(answer, 'access_token'),
  }),
  answerFault({
    id: 'token-invalid-token-type',
    title: 'The token endpoint gives a token of a type that nobody knows',
    seam: 'token_response',
    reference: passages.tokens,
    reaction: 'Does not use the access token, and ends the login.',
    params: z.strictObject({ token_type: z.string().default('carrier-pigeon') }),
    apply: (answer, { token_type }) => ({
      ...answer,
      body: JSON.stringify({ ...JSON.parse(answer.body), token_type }),
    }),
  }),
  ageFault({
    id: 'access-token-expired',
    title: 'The access token has already expired when the client receives it',
    seam: 'access_token',
    reference: passages.bearer,
    reaction: 'Takes userinfo’s refusal for the end of this login, and does not ask in a loop.',
    params: z.strictObject({ seconds: seconds.default(3600).describe('Since when it has expired.') }),
    apply: (_, { seconds }) => seconds,
  }),
]
