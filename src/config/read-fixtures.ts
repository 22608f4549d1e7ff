import { readFile } from 'node:fs/promises'
import { loadClients } from '../clients/load-clients.ts'
import { readBuiltInIdentityProviders } from '../identity-providers/load-identity-providers.ts'
import { parseDocument } from '../lib/document.ts'
import { packageFile } from '../lib/package-file.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import { readBuiltInOrganisations, readLegalCategories } from '../organisations/load-organisations.ts'
import { readPersonas } from '../personas/load-personas.ts'
import type { Shipped } from './shipped.ts'

/**
 * Reads and checks what the package ships, as people write it.
 * @throws ProblemsError with every problem at once.
 */
export const readFixtures = async (hubIds: readonly string[]): Promise<Shipped> => {
  const file = packageFile('fixtures/clients.yaml')
  const clients = loadClients(parseDocument(file, await readFile(file, 'utf8')), hubIds)
  const [people, providers, organisations, categories] = await Promise.all([
    readPersonas(packageFile('personas')),
    readBuiltInIdentityProviders(),
    readBuiltInOrganisations(),
    readLegalCategories(),
  ])
  const problems: Problem[] = [clients, people, providers, organisations, categories].flatMap(
    (part) => part.problems,
  )
  if (problems.length > 0) throw new ProblemsError(problems)
  return { ...clients, ...people, ...providers, ...organisations, categories: categories.categories }
}
