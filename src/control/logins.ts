import { z } from 'zod'
import { checkName, resolveWish } from '../journey/wish.ts'
import type { Login, LoginOrder } from '../logins/login.ts'
import { knownNames } from '../provider/known-names.ts'
import { replaceableClaims } from '../provider/override-claims.ts'
import { checkFault, faultOrder } from './check-fault.ts'
import { component } from './component.ts'
import { type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, unknown } from './reply.ts'

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const claimNames = z.array(z.string().min(1))

const orderShape = z.strictObject({
  client_id: z.string().describe('Client whose login it is.'),
  hub: z.string().describe('Hub on which it logs in.'),
  persona: z.string().optional().describe('Who logs in.'),
  idp: z.string().optional().describe('Through which identity provider; default: that of the person.'),
  outcome: z.string().optional().describe('success, cancel or an error code of the hub; default: success.'),
  claims: z
    .record(z.string(), z.json())
    .optional()
    .describe(
      'Claims that replace what the hub would send, each alone, null included and after every check of the hub; ' +
        'they still need their scope. `without` leaves some out.',
    ),
  without: claimNames.optional().describe('Claims that the hub will not send.'),
  faults: z.array(faultOrder).default([]).describe('What goes wrong on purpose during this login.'),
  label: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Follows the login into the journal. A request with Doublure-Label takes logins of its label only.',
    ),
  times: z.int().min(1).max(1000).default(1).describe('How many logins this one stands for.'),
  expires_in: z
    .number()
    .positive()
    .optional()
    .describe('Seconds until it is no longer taken; default: never.'),
})

const order = orderShape
  .refine(({ claims = {}, without = [] }) => !without.some((name) => name in claims), {
    path: ['without'],
    error: 'names a claim that `claims` gives a value: expected each claim in one of the two',
  })
  .refine(
    ({ claims = {}, without = [] }) =>
      !without.includes('sub') && (claims.sub === undefined || isText(claims.sub)),
    {
      path: ['claims', 'sub'],
      error: 'a login always has a sub, and it is text: arm a fault for answers that are wrong',
    },
  )

/** A login to arm, as a test writes it. */
export type LoginInput = z.input<typeof orderShape>

const loginOrder = component('LoginOrder', orderShape)
const login = component(
  'Login',
  orderShape.omit({ expires_in: true }).extend({
    id: z.string(),
    state: z
      .enum(['armed', 'in_progress', 'done', 'expired'])
      .describe(
        'in_progress: the client has no answer yet, or holds a code that it has not exchanged. done: it has its ' +
          'tokens, or the error it was meant to have.',
      ),
    remaining: z.int().describe('How many logins it still waits for.'),
    armed_at: z.iso.datetime(),
    expires_at: z.iso.datetime().optional(),
    exchanges: z.array(z.string()).describe('Ids of the exchanges that belong to it, oldest first.'),
    why_not: z
      .string()
      .optional()
      .describe('Why it was left aside the last time that a login of its client came.'),
  }),
)

/** Arms a login; @throws WishError for a name that does not exist. */
export const armLogin = (desk: Desk, wanted: LoginOrder): Login => {
  const hub = hubNamed(desk, wanted.hub)
  const { client_id, persona, idp, outcome, faults } = wanted
  const clients = desk.clients.list(wanted.hub).map((client) => client.client_id)
  checkName(`client of ${wanted.hub}`, client_id, [...new Set(clients)])
  resolveWish({ persona, idp, outcome }, knownNames(hub))
  const replaced = [...Object.keys(wanted.claims ?? {}), ...(wanted.without ?? [])]
  for (const claim of replaced) checkName(`claim of ${wanted.hub}`, claim, replaceableClaims(hub.platform))
  const client = hub.stage.client(client_id)
  for (const [index, fault] of faults.entries()) checkFault(fault, `body.faults.${index}.params`, client)
  return desk.logins.arm(wanted)
}

const unknownLogin = ({ logins }: Desk, id: string) =>
  unknown(
    'login',
    id,
    logins.list().map((one) => one.id),
  )

const loginPath = z.strictObject({ id: z.string().describe('Id of the login, as arming it gave it.') })

const postLogin = operation({
  id: 'armLogin',
  method: 'POST',
  path: '/logins',
  summary: 'Decide who logs in next to a client, and how it ends: no page is shown',
  body: { schema: order, as: loginOrder },
  replies: { 201: { description: 'The login waits for its client.', body: login } },
  handle({ body }, desk) {
    const armed = armLogin(desk, body)
    return created(armed, `/logins/${armed.id}`)
  },
})

const listLogins = operation({
  id: 'listLogins',
  method: 'GET',
  path: '/logins',
  summary: 'Logins that were armed',
  query: z.strictObject({ client_id: z.string().optional(), label: z.string().optional() }),
  replies: { 200: { description: 'Oldest first, those that are over included.', body: login, list: true } },
  handle: ({ query: { client_id, label } }, { logins }) =>
    ok(
      logins
        .list()
        .filter((one) => client_id === undefined || one.client_id === client_id)
        .filter((one) => label === undefined || one.label === label),
    ),
})

const getLogin = operation({
  id: 'getLogin',
  method: 'GET',
  path: '/logins/:id',
  summary: 'One armed login, and what became of it',
  params: loginPath,
  replies: { 200: { description: 'The login.', body: login } },
  handle({ params: { id } }, desk) {
    const found = desk.logins.get(id)
    return found ? ok(found) : unknownLogin(desk, id)
  },
})

const deleteLogin = operation({
  id: 'disarmLogin',
  method: 'DELETE',
  path: '/logins/:id',
  summary: 'Disarm a login',
  params: loginPath,
  replies: { 204: { description: 'No request will take it.' } },
  handle: ({ params: { id } }, desk) => (desk.logins.remove(id) ? noContent : unknownLogin(desk, id)),
})

export const loginOperations = [postLogin, listLogins, getLogin, deleteLogin]
