import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type ParsedDocument, parseDocument, validateDocument } from '../lib/document.ts'
import { packageFile } from '../lib/package-file.ts'
import type { Problem } from '../lib/problem.ts'
import { isRecord } from './defects.ts'
import { checkGeography, type Geography } from './geography.ts'
import { type Persona, personaSchema } from './persona.ts'

/** People read, and everything wrong in what was read; a person with a problem is not among the people. */
export type LoadedPersonas = { personas: Persona[]; problems: Problem[] }

/** The text of one file that describes one person. */
export type PersonaSource = { file: string; text: string }

/** Reads one person per file, YAML or JSON; the file's name is the id of a person who says none. */
export const loadPersonas = (sources: readonly PersonaSource[], geography?: Geography): LoadedPersonas =>
  gather(
    sources.map(({ file, text }) => {
      const document = parseDocument(file, text)
      const { value } = document
      return isRecord(value) ? { ...document, value: { id: nameOf(file), ...value } } : document
    }),
    geography,
  )

/** Reads a list of people inside a document: all of it, or what stands at `path` (`['personas']`). */
export const parsePersonaList = (
  document: ParsedDocument,
  { path = [], geography }: { path?: readonly string[]; geography?: Geography } = {},
): LoadedPersonas => {
  if (document.problems.length > 0) return { personas: [], problems: document.problems }
  const list = path.reduce<unknown>(
    (value, key) => (isRecord(value) ? value[key] : undefined),
    document.value,
  )
  if (!Array.isArray(list)) {
    const message = `${path.length > 0 ? `${path.join('.')}: ` : ''}received ${JSON.stringify(list)}, expected a list of people`
    return { personas: [], problems: [{ origin: document.originAt(path), message }] }
  }
  return gather(
    list.map((value, index) => ({
      value,
      problems: [],
      originAt: (inside) => document.originAt([...path, index, ...inside]),
    })),
    geography,
  )
}

/** Reads every `.yaml`, `.yml` and `.json` file of a folder; other files, such as a README, are left alone. */
export const readPersonas = async (folder: string, geography?: Geography): Promise<LoadedPersonas> => {
  const problems: Problem[] = []
  const attempt = async <Result>(
    origin: string,
    read: () => Promise<Result>,
  ): Promise<Result | undefined> => {
    try {
      return await read()
    } catch (error) {
      problems.push({ origin, message: `cannot be read: ${error instanceof Error ? error.message : error}` })
      return undefined
    }
  }
  const names = (await attempt(folder, () => readdir(folder))) ?? []
  const files = names.filter((name) => ['.yaml', '.yml', '.json'].includes(extname(name))).sort()
  const sources = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name)
      const text = await attempt(file, () => readFile(file, 'utf8'))
      return text === undefined ? [] : [{ file, text }]
    }),
  )
  const loaded = loadPersonas(sources.flat(), geography)
  return { personas: loaded.personas, problems: [...problems, ...loaded.problems] }
}

/** The people that Doublure brings along. Their places of birth are known to exist and are not looked up again. */
export const readBuiltInPersonas = (): Promise<LoadedPersonas> => readPersonas(packageFile('personas'))

const gather = (documents: readonly ParsedDocument[], geography?: Geography): LoadedPersonas => {
  const personas: Persona[] = []
  const problems: Problem[] = []
  const origins = new Map<string, string>()
  for (const document of documents) {
    const { value: persona, problems: found } = validateDocument(document, personaSchema)
    problems.push(...found, ...placesProblems(document, geography))
    const id = persona?.id ?? idOf(document.value)
    if (id === undefined) continue
    const origin = document.originAt(['id'])
    const elder = origins.get(id)
    if (elder !== undefined) {
      problems.push({ origin, message: `id: the person "${id}" is already described at ${elder}` })
      continue
    }
    origins.set(id, origin)
    if (persona) personas.push(persona)
  }
  return { personas, problems }
}

const placesProblems = (document: ParsedDocument, geography: Geography | undefined): Problem[] => {
  if (geography === undefined || !isRecord(document.value)) return []
  return checkGeography(document.value, geography).map(({ path, message }) => ({
    origin: document.originAt(path),
    message: `${path.join('.')}: ${message}`,
  }))
}

const idOf = (value: unknown): string | undefined =>
  isRecord(value) && typeof value.id === 'string' ? value.id : undefined

const nameOf = (file: string): string => {
  const name = file.split(/[/\\]/).at(-1) ?? file
  return name.slice(0, name.length - extname(name).length)
}
