import type { HubConfig } from '../config/config.ts'
import type { Stage } from '../journey/visit.ts'
import { platformOf } from '../platforms/index.ts'
import type { HubParts } from '../provider/hub.ts'
import { createForesee } from './foresee.ts'
import { createStage } from './stage.ts'
import { createTakeFaults } from './take-faults.ts'
import type { World } from './world.ts'

/** Constant, so that cookies outlive a restart and replicas read each other's: it protects nothing real. */
const COOKIE_KEY = 'doublure-cookies-protect-nothing-real'

/** Gathers all that one hub is given, for the address by which browsers reach it. */
export const createHubParts = (hub: HubConfig, world: World, base: string): HubParts => {
  const { config } = world
  const platform = platformOf(hub.id, hub.as_of)
  if (!platform) throw new Error(`there is no platform ${hub.id}`)
  const keys = world.keys.get(hub.id)
  if (!keys) throw new Error(`there are no keys for ${hub.id}`)
  const stage: Stage = createStage(platform, world)
  return {
    platform: platform.withQuirks?.(hub.quirks) ?? platform,
    facts: {
      id: platform.id,
      title: platform.title,
      network: platform.network,
      base,
      issuer: hub.issuer ?? `${base}/api/v2`,
      ours: `${new URL(base).origin}/_doublure`,
      secret: `doublure ${platform.id}`,
      quirks: hub.quirks,
    },
    keys,
    store: world.store,
    stage,
    now: world.now,
    strictness: (client_id) =>
      (client_id !== undefined && stage.client(client_id)?.strictness) || hub.strictness || config.strictness,
    redirectUriPolicy: hub.redirect_uri_policy ?? 'sandbox',
    sharesThread: (thread) => world.threads.has(thread),
    foresee: createForesee({ platform, stage }, world),
    hasFaults: () => !world.faults.isIdle,
    takeFaults: createTakeFaults(platform, world),
    closing: world.faults.ended,
    offerEnrolment: world.offerEnrolment,
    cookieKeys: [COOKIE_KEY],
  }
}
