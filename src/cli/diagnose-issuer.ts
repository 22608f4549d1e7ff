import type { Config } from '../config/config.ts'
import { type Diagnosis, fail, ok } from './diagnosis.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'

const WELL_KNOWN = '/.well-known/openid-configuration'

/** Whether the issuer that a client is set to expect is one that its tokens will say, and what to set if not. */
export const diagnoseIssuer = (
  expected: string,
  { hubs }: Pick<Config, 'hubs'>,
  publicUrl: string,
  /** Hubs that are reached by a name of their own. */
  named: readonly { id: string; base: string }[],
  backend: string,
): Diagnosis => {
  const issuers = hubs.map((hub) => ({ hub, issuer: issuerOf(hub, publicUrl) }))
  const same = issuers.find(({ issuer }) => issuer === expected)
  if (same)
    return ok(`your client expects ${expected}: ${same.hub.id} says the same, in discovery and in tokens`)
  const byName = named.find(({ base }) => `${base}/api/v2` === expected)
  if (byName)
    return ok(
      `your client expects ${expected}: ${byName.id} says so to whom comes by that name; browsers must come by it too`,
    )
  const bare = expected.replace(WELL_KNOWN, '').replace(/\/+$/, '')
  const spelled = issuers.find(({ issuer }) => issuer === bare)
  if (spelled)
    return fail(
      `your client expects ${expected}, ${spelled.hub.id} says ${spelled.issuer}: issuers are compared letter by letter, set the client to the second`,
    )
  const path = URL.parse(bare)?.pathname
  const moved = issuers.find(({ issuer }) => new URL(issuer).pathname === path)
  if (moved)
    return fail(
      `your client expects ${expected}, ${moved.hub.id} says ${moved.issuer}: set the client's issuer to the second, and let it read ` +
        `discovery at ${discoveryAt(moved.hub, backend)}; or start Doublure with --public-url ${new URL(expected).origin}, if browsers reach it there`,
    )
  return fail(
    `your client expects ${expected}, which no hub says: ${issuers.map(({ issuer }) => issuer).join(', ')}`,
  )
}
