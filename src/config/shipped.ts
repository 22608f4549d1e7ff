import { readFile } from 'node:fs/promises'
import type { Client } from '../clients/client.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import type { LegalCategories } from '../organisations/legal-category.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Persona } from '../personas/persona.ts'

/** What the package brings along: demonstration clients, people, where they log in and where they work. */
export type Shipped = {
  clients: readonly Client[]
  personas: readonly Persona[]
  identityProviders: readonly IdentityProvider[]
  organisations: readonly Organisation[]
  categories: LegalCategories
}

/** Beside the bundled code: the same content, checked once by the build, so that a start neither parses nor checks it. */
const prepared = new URL('./shipped.json', import.meta.url)

let known: Promise<Shipped> | undefined

/** What the package ships, read once; the list of hubs is what clients may name. */
export const readShipped = (hubIds: readonly string[]): Promise<Shipped> => {
  known ??= readPrepared().then(
    async (found) => found ?? (await import('./read-fixtures.ts')).readFixtures(hubIds),
  )
  return known
}

const readPrepared = async (): Promise<Shipped | undefined> => {
  const text = await readFile(prepared, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { categories, ...lists } = JSON.parse(text)
  return { ...lists, categories: new Map(categories) }
}
