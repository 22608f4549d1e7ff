import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from '../clients/client.ts'
import { loadClients } from '../clients/load-clients.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import { readBuiltInIdentityProviders } from '../identity-providers/load-identity-providers.ts'
import { parseDocument } from '../lib/document.ts'
import { ProblemsError } from '../lib/problem.ts'
import { readPersonas } from '../personas/load-personas.ts'
import type { Persona } from '../personas/persona.ts'

const shipped = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The demonstration clients, for whoever configures none. */
export const readShippedClients = async (hubIds: readonly string[]): Promise<Client[]> => {
  const file = shipped('fixtures/clients.yaml')
  const { clients, problems } = loadClients(parseDocument(file, await readFile(file, 'utf8')), hubIds)
  if (problems.length > 0) throw new ProblemsError(problems)
  return clients
}

/** The built-in people. */
export const readShippedPersonas = async (): Promise<Persona[]> => {
  const { personas, problems } = await readPersonas(shipped('personas'))
  if (problems.length > 0) throw new ProblemsError(problems)
  return personas
}

/** The built-in identity providers. */
export const readShippedIdentityProviders = async (): Promise<IdentityProvider[]> => {
  const { identityProviders, problems } = await readBuiltInIdentityProviders()
  if (problems.length > 0) throw new ProblemsError(problems)
  return identityProviders
}
