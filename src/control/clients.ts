import { z } from 'zod'
import { type Client, clientJsonSchema } from '../clients/client.ts'
import { loadClients, shareHub } from '../clients/load-clients.ts'
import { hubIds } from '../platforms/index.ts'
import { changesOf } from './component.ts'
import { changing, fields, listOfOne, onlyOne, renamed } from './described.ts'
import { clientIdsOf, type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, problem, unknown } from './reply.ts'

const client = { name: 'Client', schema: clientJsonSchema }
const changes = changesOf(
  client,
  'Fields to change; null puts a field back to its default, save for userinfo_signed_response_alg, where null is a value.',
)

export const clientPath = z.strictObject({ client_id: z.string().describe('Identifier of the client.') })
const onHub = z.strictObject({
  hub: z
    .string()
    .optional()
    .describe('The registration of this hub alone, when the client has several; default: all of them.'),
})

/** A registration as strictly checked as in a file; @throws ProblemsError. */
const readClient = (registration: Record<string, unknown>): Client => {
  const { clients, problems } = loadClients(listOfOne(registration), hubIds)
  return onlyOne(clients, problems)
}

const registrationsOf = (desk: Desk, client_id: string, hub?: string): readonly Client[] => {
  if (hub !== undefined) hubNamed(desk, hub)
  return desk.clients.list(hub).filter((one) => one.client_id === client_id)
}

/** 404 for a client that no hub, or not this one, knows. */
export const unknownClient = (desk: Desk, client_id: string, hub?: string) =>
  unknown(hub === undefined ? 'client' : `client of ${hub}`, client_id, clientIdsOf(desk, hub))

const listClients = operation({
  id: 'listClients',
  method: 'GET',
  path: '/clients',
  summary: 'Registered clients',
  query: z.strictObject({ hub: z.string().optional().describe('Those that this hub knows.') }),
  replies: { 200: { description: 'Every registration, inactive ones included.', body: client, list: true } },
  handle({ query: { hub } }, desk) {
    if (hub !== undefined) hubNamed(desk, hub)
    return ok(desk.clients.list(hub))
  },
})

const getClient = operation({
  id: 'getClient',
  method: 'GET',
  path: '/clients/:client_id',
  summary: 'One client; of several registrations, the first',
  params: clientPath,
  query: onHub,
  replies: { 200: { description: 'The registration.', body: client } },
  handle({ params: { client_id }, query: { hub } }, desk) {
    const [found] = registrationsOf(desk, client_id, hub)
    return found ? ok(found) : unknownClient(desk, client_id, hub)
  },
})

const createClient = operation({
  id: 'createClient',
  method: 'POST',
  path: '/clients',
  summary: 'Register a client',
  body: { schema: fields, as: client },
  replies: { 201: { description: 'The registration, with its defaults.', body: client } },
  handle({ body }, { clients }) {
    const read = readClient(body)
    const taken = clients
      .list()
      .find((one) => one.client_id === read.client_id && shareHub(one.hubs, read.hubs))
    if (taken) {
      return problem(
        409,
        `Client "${read.client_id}" exists already`,
        `It is registered on ${taken.hubs?.join(', ') ?? 'every hub'}: PUT replaces it, PATCH changes it.`,
      )
    }
    clients.put(read)
    return created(read, `/clients/${encodeURIComponent(read.client_id)}`)
  },
})

const putClient = operation({
  id: 'putClient',
  method: 'PUT',
  path: '/clients/:client_id',
  summary: 'Register a client, in place of its registrations on the same hubs',
  params: clientPath,
  body: { schema: fields, as: client },
  replies: {
    200: { description: 'The registration took the place of another.', body: client },
    201: { description: 'The registration is new.', body: client },
  },
  handle({ params: { client_id }, body }, desk) {
    const refused = renamed('client_id', body.client_id, client_id)
    if (refused) return refused
    const read = readClient({ ...body, client_id })
    const replaces = registrationsOf(desk, client_id).some(({ hubs }) => shareHub(hubs, read.hubs))
    desk.clients.put(read)
    return replaces ? ok(read) : created(read, `/clients/${encodeURIComponent(client_id)}`)
  },
})

const patchClient = operation({
  id: 'patchClient',
  method: 'PATCH',
  path: '/clients/:client_id',
  summary: 'Change fields of a client',
  params: clientPath,
  query: onHub,
  body: { schema: fields, as: changes },
  replies: { 200: { description: 'The registration as it is now; of several, the first.', body: client } },
  handle({ params: { client_id }, query: { hub }, body }, desk) {
    const targets = registrationsOf(desk, client_id, hub)
    if (targets.length === 0) return unknownClient(desk, client_id, hub)
    const refused = renamed('client_id', body.client_id, client_id)
    if (refused) return refused
    for (const id of Array.isArray(body.hubs) ? body.hubs : []) hubNamed(desk, String(id))
    const [changed] = changing(() => desk.clients.patch(client_id, body, hub))
    return ok(changed ?? targets[0])
  },
})

/** Nothing can come any more for what waits. */
const disarm = ({ logins, autologins, faults }: Desk, client_id: string): void => {
  logins.disarm(client_id)
  autologins.remove(client_id)
  faults.disarm({ client_id })
}

const deleteClient = operation({
  id: 'deleteClient',
  method: 'DELETE',
  path: '/clients/:client_id',
  summary: 'Forget a client',
  params: clientPath,
  query: onHub,
  replies: {
    204: {
      description:
        'The client is unknown from now on; with its last registration go the logins and faults that still wait for it, and its autologin.',
    },
  },
  handle({ params: { client_id }, query: { hub } }, desk) {
    if (hub !== undefined) hubNamed(desk, hub)
    if (!desk.clients.remove(client_id, hub)) return unknownClient(desk, client_id, hub)
    if (registrationsOf(desk, client_id).length === 0) disarm(desk, client_id)
    return noContent
  },
})

export const clientOperations = [listClients, getClient, createClient, putClient, patchClient, deleteClient]
