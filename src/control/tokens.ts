import { z } from 'zod'
import type { HubId } from '../lib/hub-id.ts'
import { seconds } from '../lib/seconds.ts'
import { type Aged, makeOlder } from '../provider/age.ts'
import { component } from './component.ts'
import { hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { ok, problem } from './reply.ts'

const kinds = ['code', 'token', 'session'] as const

const orderShape = z.strictObject({
  hub: z.string().describe('Hub that gave it.'),
  seconds: seconds.describe('How much older it becomes.'),
  code: z.string().optional().describe('An authorization code.'),
  token: z.string().optional().describe('An access token or a refresh token.'),
  session: z.string().optional().describe('Value of the hub’s session cookie, or the id of the session.'),
})
const order = orderShape.refine((given) => kinds.filter((kind) => given[kind] !== undefined).length === 1, {
  error: 'expected exactly one of code, token and session',
})

/** What to make older, as a test writes it. */
export type AgeingInput = z.input<typeof orderShape> & { hub: HubId }

const ageing = component(
  'Ageing',
  z.strictObject({
    model: z.enum(['AuthorizationCode', 'AccessToken', 'RefreshToken', 'Session']),
    remaining: z.number().describe('Seconds left to live; 0: it is gone, as if it had expired.'),
  }),
)

const wantedOf = (given: z.output<typeof orderShape>): Aged | undefined =>
  kinds.flatMap((kind) => {
    const value = given[kind]
    return value === undefined ? [] : [{ kind, value }]
  })[0]

const ageToken = operation({
  id: 'makeOlder',
  method: 'POST',
  path: '/tokens/age',
  summary:
    'Make one code, token or session older, as if time had passed for it alone; the grant of a code or token ages too',
  body: { schema: order, as: component('AgeingOrder', orderShape) },
  replies: { 200: { description: 'What was made older.', body: ageing } },
  async handle({ body }, desk) {
    const hub = hubNamed(desk, body.hub)
    const wanted = wantedOf(body)
    const aged = wanted && (await makeOlder(hub, wanted, body.seconds))
    if (aged) return ok(aged)
    return problem(
      404,
      `The hub ${body.hub} knows no such ${wanted?.kind}`,
      'It has expired, was used up or revoked, or came from another hub: give a live one, whole.',
    )
  },
})

export const tokenOperations = [ageToken]
