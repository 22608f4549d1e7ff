import { type ParsedDocument, parseDocument, validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import type { HubConfig, WrittenConfig } from './config.ts'
import { displayName, type Reading, readNamed } from './reading.ts'

/** The hubs to serve with their keys read and the common strictness applied. */
export const readHubs = async (
  reading: Reading,
  { hubs, strictness }: WrittenConfig,
): Promise<{ hubs: HubConfig[]; problems: Problem[] }> => {
  const read = await Promise.all(
    hubs.map(async ({ keys: written, ...hub }, index) => {
      const { keys, problems } = await readKeys(reading, index, written)
      return {
        hub: { ...hub, strictness: hub.strictness ?? strictness, ...(keys ? { keys } : {}) },
        problems,
      }
    }),
  )
  return {
    hubs: read.map(({ hub }) => hub),
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...twice(reading, hubs, 'id'),
      ...twice(reading, hubs, 'host'),
    ],
  }
}

const readKeys = async (reading: Reading, index: number, written: WrittenConfig['hubs'][number]['keys']) => {
  if (written === undefined) return { problems: [] }
  const { privateJwks } = await import('./private-jwks.ts')
  const { value: keys, problems } = validateDocument(await keysDocument(reading, index, written), privateJwks)
  return { ...(keys === undefined ? {} : { keys }), problems }
}

const keysDocument = async (reading: Reading, index: number, written: unknown): Promise<ParsedDocument> => {
  if (typeof written === 'string') {
    const { found, problems } = await readNamed(reading, ['hubs', index, 'keys'], written, reading.files.read)
    return found === undefined
      ? { value: undefined, problems, originAt: () => written }
      : parseDocument(displayName(written, reading.cwd), found)
  }
  const document = reading.merged.documentOf('hubs')
  return {
    value: written,
    problems: [],
    originAt: (path) => document?.originAt(['hubs', index, 'keys', ...path]) ?? 'hubs',
  }
}

const twice = ({ merged }: Reading, hubs: WrittenConfig['hubs'], field: 'id' | 'host'): Problem[] =>
  hubs.flatMap((hub, index) => {
    const earlier = hubs.findIndex((other) => other[field] === hub[field])
    if (hub[field] === undefined || earlier === index) return []
    const origin = merged.documentOf('hubs')?.originAt(['hubs', index]) ?? 'hubs'
    return [{ origin, message: `hubs.${index}: ${field} "${hub[field]}" is given twice, expected once` }]
  })
