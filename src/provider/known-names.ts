import type { KnownNames } from '../journey/wish.ts'
import type { HubParts } from './hub.ts'

/**
 * The names that exist on a hub right now: people of its kind, its identity providers, the codes that a login ends with
 * there. Each list is made when it is looked at, because most requests wish nothing.
 */
export const knownNames = ({ platform, stage }: Pick<HubParts, 'platform' | 'stage'>): KnownNames => ({
  get personas() {
    return stage.personas()
  },
  kindOf: stage.kindOf,
  get identityProviders() {
    return stage.identityProviders()
  },
  get codes() {
    return platform.journey.outcomes
  },
})
