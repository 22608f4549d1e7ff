import { extname, join, relative } from 'node:path'
import type { Client } from '../clients/client.ts'
import { loadClients } from '../clients/load-clients.ts'
import { suggestion } from '../clients/nearest.ts'
import { subdocument } from '../clients/subdocument.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import { parseIdentityProviderList } from '../identity-providers/load-identity-providers.ts'
import { type ParsedDocument, parseDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import { readGeography } from '../personas/geography.ts'
import { loadPersonas, parsePersonaList } from '../personas/load-personas.ts'
import type { Persona } from '../personas/persona.ts'
import { type Files, readFailure } from './files.ts'
import type { MergedLayers } from './merge-layers.ts'
import { readShippedClients, readShippedIdentityProviders, readShippedPersonas } from './shipped.ts'

/** What lists are read with. */
export type Reading = { merged: MergedLayers; files: Files; cwd: string; hubIds: readonly string[] }

type ListKey = 'clients' | 'personas' | 'identity_providers'

/** How a file is called in messages: relative to where the person stands, when it is below. */
export const displayName = (path: string, cwd: string): string => {
  const name = relative(cwd, path)
  return name === '' || name.startsWith('..') ? path : name
}

/** The text of a file, or the problem of the setting that names it. */
export const readNamed = async (
  { merged, files, cwd }: Reading,
  setting: readonly [ListKey | 'hubs', ...PropertyKey[]],
  path: string,
  read: (path: string) => Promise<string> = (file) => files.read(file),
): Promise<{ text: string; problems: Problem[] }> => {
  try {
    return { text: await read(path), problems: [] }
  } catch (error) {
    const origin = merged.documentOf(setting[0])?.originAt(setting) ?? setting.join('.')
    const message = `${setting.join('.')}: cannot read ${displayName(path, cwd)}: ${readFailure(error)}`
    return { text: '', problems: [{ origin, message }] }
  }
}

/** A list as a document, whether it stands in the configuration or in a file of its own. */
const listDocument = async (
  reading: Reading,
  key: ListKey,
  value: string | unknown[],
): Promise<ParsedDocument> => {
  if (typeof value === 'string') {
    const { text, problems } = await readNamed(reading, [key], value)
    if (problems.length > 0) return { value: undefined, problems, originAt: () => value }
    return parseDocument(displayName(value, reading.cwd), text)
  }
  const document = reading.merged.documentOf(key) ?? { value, problems: [], originAt: () => key }
  return subdocument(document, [key], value)
}

/** The configured registrations, or the demonstration ones. */
export const readClients = async (
  reading: Reading,
  value: string | unknown[] | undefined,
): Promise<{ clients: Client[]; problems: Problem[] }> =>
  value === undefined
    ? { clients: await readShippedClients(reading.hubIds), problems: [] }
    : loadClients(await listDocument(reading, 'clients', value), reading.hubIds)

/** The built-in people, and the configured ones, who take the place of those of the same id. */
export const readPeople = async (
  reading: Reading,
  value: string | unknown[] | undefined,
): Promise<{ personas: Persona[]; problems: Problem[] }> => {
  const [shipped, added] = await Promise.all([readShippedPersonas(), readAddedPeople(reading, value)])
  const taken = new Set(added.personas.map(({ id }) => id))
  const kept = shipped.filter(({ id }) => !taken.has(id))
  return { personas: [...kept, ...added.personas], problems: added.problems }
}

const readAddedPeople = async (reading: Reading, value: string | unknown[] | undefined) => {
  if (value === undefined) return { personas: [], problems: [] }
  const geography = await readGeography()
  if (typeof value !== 'string') {
    return parsePersonaList(await listDocument(reading, 'personas', value), { geography })
  }
  const problems: Problem[] = []
  const named = async (path: string, read?: (path: string) => Promise<string>) => {
    const found = await readNamed(reading, ['personas'], path, read)
    problems.push(...found.problems)
    return found.text
  }
  const names = await named(value, async (folder) => (await reading.files.list(folder)).join('\n'))
  const people = names.split('\n').filter((name) => ['.yaml', '.yml', '.json'].includes(extname(name)))
  const sources = await Promise.all(
    people.sort().map(async (name) => ({
      file: displayName(join(value, name), reading.cwd),
      text: await named(join(value, name)),
    })),
  )
  const loaded = loadPersonas(
    problems.length > 0 ? sources.filter(({ text }) => text !== '') : sources,
    geography,
  )
  return { personas: loaded.personas, problems: [...problems, ...loaded.problems] }
}

/** The built-in identity providers, and the configured ones, which take the place of those of the same hub and id. */
export const readIdentityProviders = async (
  reading: Reading,
  value: string | unknown[] | undefined,
): Promise<{ identityProviders: IdentityProvider[]; problems: Problem[] }> => {
  const shipped = await readShippedIdentityProviders()
  if (value === undefined) return { identityProviders: shipped, problems: [] }
  const document = await listDocument(reading, 'identity_providers', value)
  const { identityProviders: added, problems } = parseIdentityProviderList(document)
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
