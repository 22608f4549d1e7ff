import type { Platform } from '../platform.ts'
import { editions, proconnectOf, waysWith } from '../proconnect/index.ts'
import { createJourney } from '../proconnect/journey/journey.ts'
import { withLifetimes } from '../proconnect/lifetimes.ts'

/**
 * ProConnect on the RIE: the same hub on another network, where only the identity providers of that network are, with
 * no default one, and where no code is sent by mail. Newest first.
 */
export const proconnectRie: readonly Platform[] = editions.map((edition) =>
  withLifetimes({
    ...proconnectOf(edition),
    id: 'proconnect-rie',
    title: 'ProConnect (RIE)',
    network: 'rie',
    hosts: ['fca.integ02.agentconnect.rie.gouv.fr', 'auth.agentconnect.rie.gouv.fr'],
    journey: createJourney({ ...waysWith(edition.acr), oneTimeCode: false }),
  }),
)
