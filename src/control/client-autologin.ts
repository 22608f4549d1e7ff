import { z } from 'zod'
import { checkName, personaNamed } from '../journey/wish.ts'
import { knownNames } from '../provider/known-names.ts'
import { clientPath, unknownClient } from './clients.ts'
import { component } from './component.ts'
import { type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { noContent, ok, problem } from './reply.ts'

const order = z.strictObject({
  persona: z.string().describe('Who logs in, every time and without a page.'),
  hub: z.string().optional().describe('On this hub alone; default: on every hub of the client.'),
})
const autologinOrder = component('AutologinOrder', order)
const autologin = component('Autologin', order.extend({ client_id: z.string() }))
const path = '/clients/:client_id/autologin'

const isKnown = ({ clients }: Desk, client_id: string, hub?: string): boolean =>
  clients.list(hub).some((client) => client.client_id === client_id)

/** Looks up who is to log in on a hub, or on any; @throws WishError for nobody, or somebody who cannot there. */
const checkPersona = (desk: Desk, persona: string, hub: string | undefined): void => {
  if (hub !== undefined) personaNamed(persona, knownNames(hubNamed(desk, hub)))
  const people = desk.people.list().map(({ id }) => id)
  checkName('persona', persona, people)
}

const listAutologins = operation({
  id: 'listAutologins',
  method: 'GET',
  path,
  summary: 'Who logs in to a client without a page',
  params: clientPath,
  replies: { 200: { description: 'One a hub, or one for every hub.', body: autologin, list: true } },
  handle: ({ params: { client_id } }, desk) =>
    isKnown(desk, client_id) ? ok(desk.autologins.list(client_id)) : unknownClient(desk, client_id),
})

const putAutologin = operation({
  id: 'putAutologin',
  method: 'PUT',
  path,
  summary: 'Log a person in to a client without a page, until told otherwise',
  params: clientPath,
  body: { schema: order, as: autologinOrder },
  replies: { 200: { description: 'From now on, this person logs in.', body: autologin } },
  handle({ params: { client_id }, body: { persona, hub } }, desk) {
    checkPersona(desk, persona, hub)
    if (!isKnown(desk, client_id, hub)) return unknownClient(desk, client_id, hub)
    const wanted = { client_id, persona, ...(hub !== undefined && { hub }) }
    desk.autologins.put(wanted)
    return ok(wanted)
  },
})

const deleteAutologin = operation({
  id: 'deleteAutologin',
  method: 'DELETE',
  path,
  summary: 'Show the pages again',
  params: clientPath,
  query: z.strictObject({ hub: z.string().optional().describe('Of this hub alone; default: all of them.') }),
  replies: { 204: { description: 'Nobody logs in without a page any more.' } },
  handle({ params: { client_id }, query: { hub } }, desk) {
    if (hub !== undefined) hubNamed(desk, hub)
    if (!isKnown(desk, client_id)) return unknownClient(desk, client_id)
    if (desk.autologins.remove(client_id, hub)) return noContent
    return problem(404, 'No autologin', `Nobody logs in to "${client_id}" without a page; PUT sets who does.`)
  },
})

export const autologinOperations = [listAutologins, putAutologin, deleteAutologin]
