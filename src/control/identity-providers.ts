import { z } from 'zod'
import { type IdentityProvider, identityProviderSchema } from '../identity-providers/identity-provider.ts'
import { parseIdentityProviderList } from '../identity-providers/load-identity-providers.ts'
import { levelsOf } from '../platforms/index.ts'
import { changesOf, component } from './component.ts'
import { fields, listOfOne, onlyOne, renamed } from './described.ts'
import { type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, problem, type Reply, unknown } from './reply.ts'

const provider = component('IdentityProvider', identityProviderSchema)
const changes = changesOf(provider, 'Fields to change; null puts a field back to its default.')
const path = '/identity-providers/:id'
const providerPath = z.strictObject({ id: z.string().describe('Id of the identity provider.') })
const onHub = z.strictObject({
  hub: z.string().optional().describe('Needed when several hubs have a provider of this id.'),
})

/** A provider as strictly checked as in a file; @throws ProblemsError. */
const readProvider = (desk: Desk, described: Record<string, unknown>): IdentityProvider => {
  const { identityProviders, problems } = parseIdentityProviderList(listOfOne(described), levelsOf)
  const read = onlyOne(identityProviders, problems)
  hubNamed(desk, read.hub)
  return read
}

/** A hub has one default provider: a new one puts the former aside. */
const keep = ({ identityProviders }: Desk, kept: IdentityProvider): void => {
  const former = identityProviders.list(kept.hub).filter((one) => one.default && one.id !== kept.id)
  if (kept.default) for (const { hub, id } of former) identityProviders.patch(hub, id, { default: false })
  identityProviders.put(kept)
}

/** The one provider that the request means, or the reply that says why there is none. */
const meant = (desk: Desk, id: string, hub: string | undefined): IdentityProvider | Reply => {
  if (hub !== undefined) hubNamed(desk, hub)
  const candidates = desk.identityProviders.find(id).filter((one) => hub === undefined || one.hub === hub)
  const [only, ...others] = candidates
  if (!only) {
    const known = desk.identityProviders.list(hub).map((one) => one.id)
    return unknown(hub === undefined ? 'identity provider' : `identity provider of ${hub}`, id, known)
  }
  if (others.length === 0) return only
  const hubs = candidates.map((one) => one.hub)
  const detail = `Several hubs have an identity provider "${id}": say which with ?hub=, one of ${hubs.join(', ')}.`
  return problem(409, 'Which identity provider?', detail, { known: hubs })
}

const isReply = (value: IdentityProvider | Reply): value is Reply => 'status' in value

const listIdentityProviders = operation({
  id: 'listIdentityProviders',
  method: 'GET',
  path: '/identity-providers',
  summary: 'Identity providers',
  query: z.strictObject({ hub: z.string().optional().describe('Those of this hub.') }),
  replies: { 200: { description: 'Every identity provider.', body: provider, list: true } },
  handle({ query: { hub } }, desk) {
    if (hub !== undefined) hubNamed(desk, hub)
    return ok(desk.identityProviders.list(hub))
  },
})

const getIdentityProvider = operation({
  id: 'getIdentityProvider',
  method: 'GET',
  path,
  summary: 'One identity provider',
  params: providerPath,
  query: onHub,
  replies: { 200: { description: 'The identity provider.', body: provider } },
  handle({ params: { id }, query: { hub } }, desk) {
    const found = meant(desk, id, hub)
    return isReply(found) ? found : ok(found)
  },
})

const createIdentityProvider = operation({
  id: 'createIdentityProvider',
  method: 'POST',
  path: '/identity-providers',
  summary: 'Add an identity provider to a hub',
  body: { schema: fields, as: provider },
  replies: { 201: { description: 'The identity provider, with its defaults.', body: provider } },
  handle({ body }, desk) {
    const read = readProvider(desk, body)
    if (desk.identityProviders.get(read.hub, read.id)) {
      const title = `Identity provider "${read.id}" of ${read.hub} exists already`
      return problem(409, title, 'PATCH changes it, DELETE removes it.')
    }
    keep(desk, read)
    return created(read, `/identity-providers/${read.id}`)
  },
})

const patchIdentityProvider = operation({
  id: 'patchIdentityProvider',
  method: 'PATCH',
  path,
  summary: 'Change fields of an identity provider',
  params: providerPath,
  query: onHub,
  body: { schema: fields, as: changes },
  replies: { 200: { description: 'The identity provider as it is now.', body: provider } },
  handle({ params: { id }, query: { hub }, body }, desk) {
    const found = meant(desk, id, hub)
    if (isReply(found)) return found
    const merged: Record<string, unknown> = { ...found, ...body }
    const refused = renamed('id', merged.id, found.id) ?? renamed('hub', merged.hub, found.hub)
    if (refused) return refused
    // An empty SIRET is none at all: the provider lends nothing.
    const kept = Object.entries(merged).filter(
      ([field, value]) => value !== null && !(field === 'siret' && value === ''),
    )
    const read = readProvider(desk, Object.fromEntries(kept))
    keep(desk, read)
    return ok(read)
  },
})

const deleteIdentityProvider = operation({
  id: 'deleteIdentityProvider',
  method: 'DELETE',
  path,
  summary: 'Remove an identity provider',
  params: providerPath,
  query: onHub,
  replies: { 204: { description: 'The hub no longer offers it.' } },
  handle({ params: { id }, query: { hub } }, desk) {
    const found = meant(desk, id, hub)
    if (isReply(found)) return found
    desk.identityProviders.remove(found.hub, found.id)
    return noContent
  },
})

export const identityProviderOperations = [
  listIdentityProviders,
  getIdentityProvider,
  createIdentityProvider,
  patchIdentityProvider,
  deleteIdentityProvider,
]
