import { z } from 'zod'
import { outcomesOf } from '../journey/wish.ts'
import type { HubParts } from '../provider/hub.ts'
import { knownNames } from '../provider/known-names.ts'
import { component } from './component.ts'
import { hubIdsOf } from './desk.ts'
import { operation } from './operation.ts'
import { ok, unknown } from './reply.ts'

const hub = component(
  'Hub',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    people: z.enum(['citizen', 'agent']).describe('Who logs in here.'),
    network: z.enum(['internet', 'rie']),
    url: z.string().describe('Public address, the issuer’s path left out.'),
    issuer: z.string(),
    discovery: z.string().describe('Address of the discovery document.'),
    hosts: z.array(z.string()).describe('Names of the real hub; a request for one of them comes here too.'),
    as_of: z
      .strictObject({ date: z.string(), release: z.string() })
      .describe('The behaviour that is doubled.'),
    strictness: z.enum(['strict', 'observe']),
    acr_values: z.array(z.string()),
    scopes: z.record(z.string(), z.array(z.string())).describe('The claims that each scope gives.'),
    outcomes: z.array(z.string()).describe('What a login can be told to end with.'),
  }),
)

const record = (parts: HubParts) => {
  const { facts, platform } = parts
  const { date, release } = platform.asOf
  return {
    id: facts.id,
    title: facts.title,
    people: platform.people,
    network: facts.network,
    url: facts.base,
    issuer: facts.issuer,
    discovery: `${facts.base}${platform.endpoints.discovery.path}`,
    hosts: platform.hosts,
    as_of: { date, release },
    strictness: parts.strictness(undefined),
    acr_values: platform.acrValues,
    scopes: platform.scopes,
    outcomes: outcomesOf(knownNames(parts)),
  }
}

const listHubs = operation({
  id: 'listHubs',
  method: 'GET',
  path: '/hubs',
  summary: 'Hubs that are served',
  replies: { 200: { description: 'Every hub.', body: hub, list: true } },
  handle: (_input, { hubs }) => ok(hubs.map(record)),
})

const getHub = operation({
  id: 'getHub',
  method: 'GET',
  path: '/hubs/:hub',
  summary: 'One hub',
  params: z.strictObject({ hub: z.string() }),
  replies: { 200: { description: 'The hub.', body: hub } },
  handle({ params }, desk) {
    const found = desk.hubs.find(({ facts }) => facts.id === params.hub)
    return found ? ok(record(found)) : unknown('hub', params.hub, hubIdsOf(desk))
  },
})

export const hubOperations = [listHubs, getHub]
