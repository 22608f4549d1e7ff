import { extname, join } from 'node:path'
import type { Client } from '../clients/client.ts'
import { loadClients } from '../clients/load-clients.ts'
import { suggestion } from '../clients/nearest.ts'
import { subdocument } from '../clients/subdocument.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import { type ParsedDocument, parseDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import { readGeography } from '../personas/geography.ts'
import type { Persona } from '../personas/persona.ts'
import type { ListKey } from './merge-layers.ts'
import { displayName, type Reading, readNamed } from './reading.ts'
import { readShipped } from './shipped.ts'

/** A list as a document, whether it stands in the configuration or in a file of its own. */
export const listDocument = async (
  reading: Reading,
  key: ListKey,
  value: string | unknown[],
): Promise<ParsedDocument> => {
  if (typeof value === 'string') {
    const { found, problems } = await readNamed(reading, [key], value, reading.files.read)
    if (found === undefined) return { value: undefined, problems, originAt: () => value }
    return parseDocument(displayName(value, reading.cwd), found)
  }
  const document = reading.merged.documentOf(key) ?? { value, problems: [], originAt: () => key }
  return subdocument(document, [key], value)
}

/** The configured registrations, or the demonstration ones. */
export const readClients = async (
  reading: Reading,
  value: string | unknown[] | undefined,
): Promise<{ clients: readonly Client[]; problems: Problem[] }> =>
  value === undefined
    ? { clients: (await readShipped(reading.hubIds)).clients, problems: [] }
    : loadClients(await listDocument(reading, 'clients', value), reading.hubIds)

/** The built-in people, and the configured ones, who take the place of those of the same id. */
export const readPeople = async (
  reading: Reading,
  value: string | unknown[] | undefined,
): Promise<{ personas: Persona[]; problems: Problem[] }> => {
  const [shipped, added] = await Promise.all([readShipped(reading.hubIds), readAddedPeople(reading, value)])
  const taken = new Set(added.personas.map(({ id }) => id))
  const kept = shipped.personas.filter(({ id }) => !taken.has(id))
  return { personas: [...kept, ...added.personas], problems: added.problems }
}

const readAddedPeople = async (reading: Reading, value: string | unknown[] | undefined) => {
  if (value === undefined) return { personas: [], problems: [] }
  const { loadPersonas, parsePersonaList } = await import('../personas/load-personas.ts')
  const geography = await readGeography()
  if (typeof value !== 'string') {
    return parsePersonaList(await listDocument(reading, 'personas', value), { geography })
  }
  const { files, cwd } = reading
  const folder = await readNamed(reading, ['personas'], value, files.list)
  const names = (folder.found ?? []).filter((name) => ['.yaml', '.yml', '.json'].includes(extname(name)))
  const read = await Promise.all(
    [...names].sort().map(async (name) => {
      const path = join(value, name)
      const { found, problems } = await readNamed(reading, ['personas'], path, files.read)
      return { sources: found === undefined ? [] : [{ file: displayName(path, cwd), text: found }], problems }
    }),
  )
  const loaded = loadPersonas(
    read.flatMap(({ sources }) => sources),
    geography,
  )
  const unread = [folder, ...read].flatMap(({ problems }) => problems)
  return { personas: loaded.personas, problems: [...unread, ...loaded.problems] }
}

/** The built-in identity providers, and the configured ones, which take the place of those of the same hub and id. */
export const readIdentityProviders = async (
  reading: Reading,
  value: string | unknown[] | undefined,
): Promise<{ identityProviders: readonly IdentityProvider[]; problems: Problem[] }> => {
  const { identityProviders: shipped } = await readShipped(reading.hubIds)
  if (value === undefined) return { identityProviders: shipped, problems: [] }
  const { parseIdentityProviderList } = await import('../identity-providers/load-identity-providers.ts')
  const document = await listDocument(reading, 'identity_providers', value)
  const { identityProviders: added, problems } = parseIdentityProviderList(document, reading.levelsOf)
  const elsewhere = added.filter(({ hub }) => !reading.hubIds.includes(hub))
  const unknownHubs = elsewhere.map(({ id, hub }) => ({
    origin: document.originAt([]),
    message: `identity provider "${id}" is on unknown hub "${hub}", expected one of ${reading.hubIds.join(', ')}${suggestion(hub, reading.hubIds)}`,
  }))
  const replaced = (old: IdentityProvider) => added.some(({ hub, id }) => hub === old.hub && id === old.id)
  const kept = shipped
    .filter((provider) => !replaced(provider))
    .map((old) =>
      added.some((one) => one.default && one.hub === old.hub) ? { ...old, default: false } : old,
    )
  return { identityProviders: [...kept, ...added], problems: [...problems, ...unknownHubs] }
}
