import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type ParsedDocument, parseDocument, validateDocument } from '../lib/document.ts'
import { packageFile } from '../lib/package-file.ts'
import type { Problem } from '../lib/problem.ts'
import { type LegalCategories, legalCategorySchema } from './legal-category.ts'
import { type Organisation, organisationSchema } from './organisation.ts'

/** Organisations read, and everything wrong in what was read. */
export type LoadedOrganisations = { organisations: Organisation[]; problems: Problem[] }

const list = z.array(organisationSchema, {
  error: ({ input }) => `received ${JSON.stringify(input)}, expected a list of organisations`,
})

/** Reads one list of organisations; a SIRET stands there once. */
export const loadOrganisations = (document: ParsedDocument): LoadedOrganisations => {
  const { value = [], problems } = validateDocument(document, list)
  const seen = new Map<string, string>()
  const doubles = value.flatMap(({ siret }, index) => {
    const origin = document.originAt([index, 'siret'])
    const elder = seen.get(siret)
    if (elder !== undefined) return [{ origin, message: `siret: ${siret} already stands at ${elder}` }]
    seen.set(siret, origin)
    return []
  })
  return { organisations: value, problems: [...problems, ...doubles] }
}

const readFixture = async (name: string): Promise<ParsedDocument> => {
  const file = packageFile(`fixtures/${name}`)
  return parseDocument(file, await readFile(file, 'utf8'))
}

/** The organisations that Doublure brings along. */
export const readBuiltInOrganisations = async (): Promise<LoadedOrganisations> =>
  loadOrganisations(await readFixture('organisations.yaml'))

/** INSEE's legal categories of the public sector, by code. */
export const readLegalCategories = async (): Promise<{
  categories: LegalCategories
  problems: Problem[]
}> => {
  const document = await readFixture('legal-categories.yaml')
  const { value = {}, problems } = validateDocument(document, z.record(z.string(), legalCategorySchema))
  return { categories: new Map(Object.entries(value)), problems }
}
