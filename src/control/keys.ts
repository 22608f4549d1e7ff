import { z } from 'zod'
import { checkName } from '../journey/wish.ts'
import type { HubParts } from '../provider/hub.ts'
import { generateKey, type HubKey } from '../provider/hub-keys.ts'
import { component } from './component.ts'
import { type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { created, ok, problem, type Reply, unknown } from './reply.ts'

const keyShape = z.strictObject({
  hub: z.string(),
  kid: z.string(),
  alg: z.enum(['ES256', 'RS256']),
  state: z
    .enum(['published', 'in_use', 'retired'])
    .describe(
      'published: in the JWKS, nothing is signed with it; in_use: it signs; retired: gone from the JWKS.',
    ),
  jwk: z.record(z.string(), z.string()).describe('The public key, as the JWKS shows it.'),
})
const key = component('HubKey', keyShape)

/** A signing key of a hub. */
export type KeyRecord = z.output<typeof keyShape>

const order = z.strictObject({ hub: z.string(), alg: z.enum(['ES256', 'RS256']) })
const keyPath = z.strictObject({ kid: z.string().describe('Name of the key.') })
const onHub = z.strictObject({
  hub: z.string().optional().describe('Needed when several hubs have a key of this name.'),
})

type Found = { hub: HubParts; key: HubKey }
const record = ({ hub, key: { kid, alg, state, jwk } }: Found) => ({
  hub: hub.facts.id,
  kid,
  alg,
  state,
  jwk,
})

const keysOn = (desk: Desk, id: string | undefined): Found[] => {
  const hubs = id === undefined ? desk.hubs : [hubNamed(desk, id)]
  return hubs.flatMap((hub) => hub.keys.list().map((one) => ({ hub, key: one })))
}

/** Keys of one hub that may be published at a time: a client fetches them all. */
const MOST = 20

/** Finds the key that the request means, changes it, and shows it as it is then. */
const change = (
  desk: Desk,
  kid: string,
  hub: string | undefined,
  apply: (found: Found) => Reply | undefined,
): Reply => {
  const known = keysOn(desk, hub)
  const [only, ...others] = known.filter((one) => one.key.kid === kid)
  if (!only) {
    const kids = known.map((one) => one.key.kid)
    return unknown('key', kid, [...new Set(kids)])
  }
  if (others.length > 0) {
    const hubs = [only, ...others].map((one) => one.hub.facts.id)
    const detail = `Several hubs have a key "${kid}": say which with ?hub=, one of ${hubs.join(', ')}.`
    return problem(409, 'Which key?', detail, { known: hubs })
  }
  const refused = apply(only)
  if (refused) return refused
  const now = only.hub.keys.list().find((one) => one.kid === kid) ?? only.key
  return ok(record({ hub: only.hub, key: now }))
}

const listKeys = operation({
  id: 'listKeys',
  method: 'GET',
  path: '/keys',
  summary: 'Signing keys of the hubs',
  query: z.strictObject({ hub: z.string().optional().describe('Those of this hub.') }),
  replies: { 200: { description: 'Every key, retired ones included.', body: key, list: true } },
  handle: ({ query: { hub } }, desk) => ok(keysOn(desk, hub).map(record)),
})

const publishKey = operation({
  id: 'publishKey',
  method: 'POST',
  path: '/keys',
  summary: 'Publish a new key in a hub’s JWKS, without signing with it yet',
  body: { schema: order, as: component('KeyOrder', order) },
  replies: {
    201: {
      description: `Clients can fetch the key from now on. A hub publishes ${MOST} at most: 409 beyond.`,
      body: key,
    },
  },
  async handle({ body: { hub: id, alg } }, desk) {
    const hub = hubNamed(desk, id)
    const algs = hub.platform.signing.algs.filter((one) => one !== 'HS256')
    checkName(`signing algorithm of ${id}`, alg, algs)
    const standing = hub.keys
      .standing()
      .filter(({ state, until }) => state !== 'retired' && until === undefined)
    if (standing.length >= MOST) {
      const detail = `${id} publishes ${standing.length} keys, and ${MOST} is the most: retire one that is not in use.`
      return problem(409, 'Too many keys', detail, { known: standing.map(({ jwk: { kid } }) => kid) })
    }
    const published = hub.keys.publish(await generateKey(alg))
    return created(record({ hub, key: published }), `/keys/${published.kid}`)
  },
})

const useKey = operation({
  id: 'useKey',
  method: 'POST',
  path: '/keys/:kid/use',
  summary: 'Sign with a published key from now on; the key in use before it stays published',
  params: keyPath,
  query: onHub,
  replies: { 200: { description: 'The key is in use.', body: key } },
  handle: ({ params: { kid }, query: { hub } }, desk) =>
    change(desk, kid, hub, (found) => {
      if (found.key.state === 'retired')
        return problem(
          409,
          `Key "${kid}" is retired`,
          'No client could verify it: publish a new key and use that.',
        )
      found.hub.keys.use(kid)
      return undefined
    }),
})

const retireKey = operation({
  id: 'retireKey',
  method: 'POST',
  path: '/keys/:kid/retire',
  summary: 'Take a key out of the JWKS: what it signed can no longer be verified',
  params: keyPath,
  query: onHub,
  replies: { 200: { description: 'The key is retired.', body: key } },
  handle: ({ params: { kid }, query: { hub } }, desk) =>
    change(desk, kid, hub, (found) => {
      if (found.key.state === 'in_use')
        return problem(
          409,
          `Key "${kid}" is in use`,
          'Use another key of the same algorithm before this one retires.',
        )
      found.hub.keys.retire(kid)
      return undefined
    }),
})

export const keyOperations = [listKeys, publishKey, useKey, retireKey]
