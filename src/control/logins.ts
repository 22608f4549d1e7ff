import { z } from 'zod'
import type { FaultInLogin } from '../faults/catalogue.ts'
import { checkName, WishError } from '../journey/wish.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Login, LoginOrder } from '../logins/login.ts'
import { loginShape, soundLogin } from '../logins/login-shape.ts'
import { nameChecks } from '../platforms/login-names.ts'
import { knownNames } from '../provider/known-names.ts'
import { checkAll, type FieldCheck } from './check-all.ts'
import { checkFault } from './check-fault.ts'
import { component } from './component.ts'
import { checkClientFilter, clientIdsOf, type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, unknown } from './reply.ts'
import { withUndelivered } from './undelivered.ts'
import { whyNotInFrench } from './why-not.ts'

const order = soundLogin(loginShape)

/** A login to arm, as a test writes it. */
export type LoginInput = Omit<z.input<typeof loginShape>, 'hub' | 'faults'> & {
  hub: HubId
  faults?: FaultInLogin[] | undefined
}

const loginOrder = component('LoginOrder', loginShape)
const login = component(
  'Login',
  loginShape.omit({ expires_in: true }).extend({
    id: z.string(),
    state: z
      .enum(['armed', 'in_progress', 'done', 'expired'])
      .describe(
        'in_progress: the client has no answer yet, or holds a code that it has not exchanged. done: it has its ' +
          'tokens, or an answer after which a correct client asks for none: an error, or a fault on its callback. ' +
          'What a client asks for all the same is still added to the exchanges.',
      ),
    remaining: z.int().describe('How many logins it still waits for.'),
    undelivered: z
      .array(z.object({ fault: z.string(), why_not: z.string().optional(), fr: whyNotInFrench }))
      .optional()
      .describe(
        'Faults of the logins that it stood for which no answer delivered: they wait still, and why_not says why the ' +
          'last answer of their kind was not theirs, or their login ended before one left.',
      ),
    armed_at: z.iso.datetime(),
    expires_at: z.iso.datetime().optional(),
    exchanges: z.array(z.string()).describe('Ids of the exchanges that belong to it, oldest first.'),
    came: z
      .array(z.string())
      .describe(
        'Ids of who came, each once: a header of the request or a page may name another than `persona`.',
      ),
    why_not: z
      .string()
      .optional()
      .describe(
        'Why it was left aside by the login most like it that came: one that could have been it, one of its client ' +
          'and label, one of its label and another client, then any other of its client.',
      ),
    fr: whyNotInFrench,
  }),
)

/** Arms a login; @throws WishError for a name that does not exist. */
export const armLogin = (desk: Desk, wanted: LoginOrder): Login => {
  checkLogin(desk, wanted)
  return desk.logins.arm(wanted)
}

/**
 * Looks every name of a login up, and arms nothing; `origin` is where problems are told to be. @throws WishError for a
 * name that does not exist, ProblemsError for several.
 */
export const checkLogin = (desk: Desk, wanted: LoginOrder, origin = 'body'): void => {
  const { client_id, faults } = wanted
  const at = (field: string, check: () => void): FieldCheck => [`${origin}.${field}`, check]
  const hub = desk.hubs.find(({ facts }) => facts.id === wanted.hub)
  if (!hub) {
    checkAll([
      at('hub', () => void hubNamed(desk, wanted.hub)),
      at('client_id', () => checkName('client', client_id, clientIdsOf(desk))),
    ])
    return
  }
  const client = hub.stage.client(client_id)
  const registrations = client ? [client] : []
  checkAll([
    at('client_id', () => checkName(`client of ${wanted.hub}`, client_id, clientIdsOf(desk, wanted.hub))),
    ...nameChecks(wanted, hub.platform, knownNames(hub)).map(([field, check]) => at(field, check)),
    ...faults.map((fault, index) =>
      at(`faults.${index}`, () => void checkFault(fault, `${origin}.faults.${index}.params`, registrations)),
    ),
  ])
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
  besides(body, desk) {
    const { client_id } = Object(body)
    const known = clientIdsOf(desk)
    if (typeof client_id !== 'string' || known.includes(client_id)) return []
    return [{ origin: 'body.client_id', message: new WishError('client', client_id, known).detail }]
  },
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
  query: z.strictObject({
    client_id: z.string().optional(),
    hub: z.string().optional(),
    label: z.string().optional(),
  }),
  replies: { 200: { description: 'Oldest first, those that are over included.', body: login, list: true } },
  handle({ query: { client_id, hub, label } }, desk) {
    const logins = desk.logins.list()
    checkClientFilter(desk, client_id, logins)
    if (hub !== undefined) hubNamed(desk, hub)
    return ok(
      logins
        .filter((one) => client_id === undefined || one.client_id === client_id)
        .filter((one) => hub === undefined || one.hub === hub)
        .filter((one) => label === undefined || one.label === label)
        .map(withUndelivered(desk)),
    )
  },
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
    return found ? ok(withUndelivered(desk)(found)) : unknownLogin(desk, id)
  },
})

const deleteLogin = operation({
  id: 'disarmLogin',
  method: 'DELETE',
  path: '/logins/:id',
  summary: 'Disarm a login',
  params: loginPath,
  replies: { 204: { description: 'No request will take it; its faults wait no more.' } },
  handle({ params: { id } }, desk) {
    if (!desk.logins.remove(id)) return unknownLogin(desk, id)
    desk.faults.disarm({ login: id })
    return noContent
  },
})

export const loginOperations = [postLogin, listLogins, getLogin, deleteLogin]
