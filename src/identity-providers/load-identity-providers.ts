import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ParsedDocument, parseDocument, validateDocument } from '../lib/document.ts'
import { packageFile } from '../lib/package-file.ts'
import type { Problem } from '../lib/problem.ts'
import { type IdentityProvider, identityProviderSchema } from './identity-provider.ts'

/** Identity providers read, and everything wrong in what was read. */
export type LoadedIdentityProviders = { identityProviders: IdentityProvider[]; problems: Problem[] }

/** Levels that identity providers of a hub can be described with; `undefined`: there is no such hub. */
export type LevelsOf = (hub: string) => readonly string[] | undefined

const list = z.array(identityProviderSchema, {
  error: ({ input }) => `received ${JSON.stringify(input)}, expected a list of identity providers`,
})

/** Reads lists of identity providers, each file or inline text being one list. */
export const loadIdentityProviders = (
  sources: readonly { file: string; text: string }[],
): LoadedIdentityProviders => gather(sources.map(({ file, text }) => parseDocument(file, text)))

/** Reads a list; levels that its hub does not know are problems. */
export const parseIdentityProviderList = (
  document: ParsedDocument,
  levelsOf: LevelsOf,
): LoadedIdentityProviders => {
  const { identityProviders, problems } = gather([document])
  const unknown = identityProviders.flatMap(({ hub, levels }, index) => {
    const known = levelsOf(hub) ?? levels
    return levels.flatMap((level, position) =>
      known.includes(level)
        ? []
        : [
            {
              origin: document.originAt([index, 'levels', position]),
              message: `levels.${position}: unknown level "${level}" of ${hub}, expected one of ${known.join(', ')}`,
            },
          ],
    )
  })
  return { identityProviders, problems: [...problems, ...unknown] }
}

/** The identity providers that Doublure brings along, hub by hub. */
export const readBuiltInIdentityProviders = async (): Promise<LoadedIdentityProviders> => {
  const folder = packageFile('fixtures/identity-providers')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  return loadIdentityProviders(
    await Promise.all(
      files.map(async (file) => ({
        file: join(folder, file),
        text: await readFile(join(folder, file), 'utf8'),
      })),
    ),
  )
}

const gather = (documents: readonly ParsedDocument[]): LoadedIdentityProviders => {
  const identityProviders: IdentityProvider[] = []
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  const defaults = new Map<string, string>()
  const unique = (origins: Map<string, string>, key: string, origin: string, message: string) => {
    const elder = origins.get(key)
    if (elder === undefined) origins.set(key, origin)
    else problems.push({ origin, message: `${message} at ${elder}` })
  }
  for (const document of documents) {
    const { value = [], problems: found } = validateDocument(document, list)
    problems.push(...found)
    for (const [index, provider] of value.entries()) {
      const { id, hub } = provider
      const origin = document.originAt([index, 'id'])
      unique(seen, JSON.stringify([hub, id]), origin, `the provider "${id}" of ${hub} is already described`)
      if (provider.default) {
        unique(defaults, hub, origin, `"${id}" is a second default provider of ${hub}, the first one stands`)
      }
      identityProviders.push(provider)
    }
  }
  return { identityProviders, problems }
}
