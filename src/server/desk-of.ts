import { secretsOf } from '../clients/secrets-of.ts'
import type { Desk, Mail } from '../control/desk.ts'
import type { Hubs } from './hubs.ts'
import { createScenarios } from './scenarios.ts'
import { mailboxKey } from './stage.ts'
import type { World } from './world.ts'

/** What the control API may look at and change of a running server. */
export const deskOf = (world: World, hubs: Hubs): Desk => {
  const {
    clients,
    people,
    identityProviders,
    organisations,
    journal,
    archive,
    logins,
    autologins,
    threads,
    resets,
    faults,
    store,
  } = world
  return {
    hubs: hubs.list().map(({ parts }) => parts),
    clients,
    people,
    identityProviders,
    organisations,
    journal,
    masking: () => ({ shown: world.config.show_secrets, secrets: secretsOf(clients.list()) }),
    logins,
    autologins,
    threads,
    resets,
    store,
    faults,
    scenarios: createScenarios(world.config.scenarios),
    archive,
    now: world.now,
    together: world.replicas?.together,
    mails: () => store.list(mailboxKey) as Promise<readonly Mail[]>,
  }
}
