import { z } from 'zod'
import type { FaultId } from '../faults/catalogue.ts'
import type { ArmedFault } from '../faults/waiting-fault.ts'
import { checkName } from '../journey/wish.ts'
import type { HubId } from '../lib/hub-id.ts'
import { label } from '../lib/label.ts'
import { checkFault } from './check-fault.ts'
import { component } from './component.ts'
import { checkClientFilter, clientIdsOf, type Desk, hubNamed } from './desk.ts'
import { catalogueOperations } from './fault-catalogue.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, unknown } from './reply.ts'
import { whyNotInFrench } from './why-not.ts'

const orderShape = z.strictObject({
  fault: z.string().describe('Name in the catalogue.'),
  client_id: z
    .string()
    .describe(
      'Only this client meets it. The keys and the discovery document are asked without a name: whoever asks for ' +
        'them next on this hub meets theirs, unless the request carries another label (header Doublure-Label).',
    ),
  hub: z.string().optional().describe('Only on this hub; default: on every one.'),
  label: label
    .optional()
    .describe('Only in logins of this label; keys and discovery: never for requests of another one.'),
  login: z.string().optional().describe('Only in this login: the id that arming it gave.'),
  times: z.int().min(1).max(1000).default(1).describe('How many answers it spoils.'),
  params: z
    .record(z.string(), z.json(), {
      error: ({ input }) => `received ${JSON.stringify(input)}, expected an object, such as {"seconds": 30}`,
    })
    .default({})
    .describe('Its parameters; each has a default.'),
})

/** A fault to arm, as a test writes it. */
export type FaultInput = Omit<z.input<typeof orderShape>, 'fault' | 'hub'> & {
  fault: FaultId
  hub?: HubId | undefined
}

const armed = component(
  'ArmedFault',
  orderShape.extend({
    id: z.string(),
    remaining: z.int().describe('How many answers it still waits for; 0: delivered.'),
    why_not: z
      .string()
      .optional()
      .describe(
        'Why it was left aside by the answer most like its own that left: one where it found nothing to change, one ' +
          'of its label, then any other of its client. One of a login says nothing of other logins.',
      ),
    fr: whyNotInFrench,
  }),
)

/** Arms a fault; @throws WishError for a name that does not exist, ProblemsError for parameters that it does not take. */
export const armFault = (desk: Desk, wanted: z.output<typeof orderShape>): ArmedFault => {
  const { fault: name, params, ...target } = wanted
  const { client_id, hub } = target
  const hubs = hub === undefined ? desk.hubs : [hubNamed(desk, hub)]
  checkName('client', client_id, clientIdsOf(desk, hub))
  const logins = desk.logins.list().map(({ id }) => id)
  if (target.login !== undefined) checkName('login', target.login, logins)
  const clients = hubs.flatMap(({ stage }) => stage.client(client_id) ?? [])
  const found = checkFault({ fault: name, params }, 'body.params', clients)
  return desk.faults.arm(found.fault, found.params, target)
}

const unknownFault = ({ faults }: Desk, id: string) =>
  unknown(
    'armed fault',
    id,
    faults.list().map((one) => one.id),
  )

const faultPath = z.strictObject({ id: z.string().describe('Id of the armed fault, as arming it gave it.') })

const postFault = operation({
  id: 'armFault',
  method: 'POST',
  path: '/faults',
  summary: 'Spoil the next answers that one client receives',
  body: { schema: orderShape, as: component('FaultOrder', orderShape) },
  replies: { 201: { description: 'The fault waits for its answer.', body: armed } },
  handle({ body }, desk) {
    const waiting = armFault(desk, body)
    return created(waiting, `/faults/${waiting.id}`)
  },
})

const listFaults = operation({
  id: 'listFaults',
  method: 'GET',
  path: '/faults',
  summary: 'Faults that were armed',
  query: z.strictObject({ client_id: z.string().optional() }),
  replies: { 200: { description: 'Oldest first, delivered ones included.', body: armed, list: true } },
  handle({ query: { client_id } }, desk) {
    checkClientFilter(desk, client_id, desk.faults.list())
    return ok(desk.faults.list(client_id))
  },
})

const getFault = operation({
  id: 'getFault',
  method: 'GET',
  path: '/faults/:id',
  summary: 'One armed fault, and whether it was delivered',
  params: faultPath,
  replies: { 200: { description: 'The fault.', body: armed } },
  handle({ params: { id } }, desk) {
    const found = desk.faults.get(id)
    return found ? ok(found) : unknownFault(desk, id)
  },
})

const deleteFault = operation({
  id: 'disarmFault',
  method: 'DELETE',
  path: '/faults/:id',
  summary: 'Disarm a fault',
  params: faultPath,
  replies: { 204: { description: 'No answer will be spoilt by it.' } },
  handle: ({ params: { id } }, desk) => (desk.faults.remove(id) ? noContent : unknownFault(desk, id)),
})

const deleteFaults = operation({
  id: 'disarmFaults',
  method: 'DELETE',
  path: '/faults',
  summary: 'Disarm every fault, or those of one client',
  query: z.strictObject({ client_id: z.string().optional() }),
  replies: { 204: { description: 'Nothing waits any more.' } },
  handle({ query: { client_id } }, desk) {
    checkClientFilter(desk, client_id, desk.faults.list())
    desk.faults.clear(client_id)
    return noContent
  },
})

export const faultOperations = [
  ...catalogueOperations,
  postFault,
  listFaults,
  getFault,
  deleteFault,
  deleteFaults,
]
