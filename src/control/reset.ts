import { z } from 'zod'
import { forgetClient } from '../provider/forget-client.ts'
import { unknownClient } from './clients.ts'
import { component } from './component.ts'
import type { Desk } from './desk.ts'
import { operation } from './operation.ts'
import { noContent } from './reply.ts'

/**
 * Back to the beginning: clients, people, identity providers and keys as configured; no session, account, token,
 * mail, try, armed login, fault or exchange left. What people declared of a client and the reports that were kept stay:
 * they are work, and no state of the hubs.
 */
export const resetAll = async (desk: Desk): Promise<void> => {
  const { clients, people, identityProviders, organisations, hubs, store, resets } = desk
  resets.add()
  for (const registry of [clients, people, identityProviders, organisations]) registry.reset()
  for (const { keys } of hubs) keys.reset()
  for (const memory of [desk.logins, desk.autologins, desk.threads, desk.faults, desk.journal]) memory.clear()
  await store.clear('')
}

/** The same for one client alone: its registrations, logins, exchanges, codes, tokens and sessions. */
export const resetClient = async (desk: Desk, client_id: string): Promise<void> => {
  const { clients, logins, autologins, threads, faults, journal, hubs, resets } = desk
  resets.add(client_id)
  clients.reset(client_id)
  logins.clear(client_id)
  autologins.remove(client_id)
  threads.clear(client_id)
  faults.clear(client_id)
  journal.clear({ client_id })
  for (const hub of hubs) await forgetClient(hub, client_id)
}

const order = z.strictObject({
  client_id: z.string().optional().describe('Forget what concerns this client alone; default: everything.'),
})

const reset = operation({
  id: 'reset',
  method: 'POST',
  path: '/reset',
  summary: 'Go back to the beginning, for one client or for all',
  body: { schema: order.default({}), as: component('ResetOrder', order) },
  replies: {
    204: {
      description:
        'Clients, people, identity providers and keys are as configured, and what happened is forgotten. Declared ' +
        'answers and kept reports stay.',
    },
  },
  async handle({ body: { client_id } }, desk) {
    if (client_id === undefined) {
      await resetAll(desk)
      return noContent
    }
    const isKnown = () => desk.clients.list().some((client) => client.client_id === client_id)
    const wasKnown = isKnown()
    await resetClient(desk, client_id)
    return wasKnown || isKnown() ? noContent : unknownClient(desk, client_id)
  },
})

export const resetOperations = [reset]
