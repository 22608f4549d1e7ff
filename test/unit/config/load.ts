import { type ConfigSources, loadConfig } from '../../../src/config/load-config.ts'
import { vocabulary } from '../../../src/platforms/vocabulary.ts'
import { memoryFiles } from './memory-files.ts'

/** The six hubs of the demonstration clients. */
export const hubIds = [
  'franceconnect',
  'franceconnect-plus',
  'proconnect',
  'proconnect-rie',
  'agentconnect',
  'agentconnect-rie',
] as const

/** Where the person of these tests stands. */
export const cwd = '/home/dev/service'

/** A secret that the hubs would accept. */
export const SECRET = 'a-secret-of-more-than-thirty-two-characters'

/** Loads a configuration from files named below the working directory, or absolute. */
export const load = ({
  files = {},
  ...sources
}: Partial<Omit<ConfigSources, 'files'>> & { files?: Record<string, string | null> } = {}) => {
  const absolute = Object.entries(files).map(([path, text]) => [
    path.startsWith('/') ? path : `${cwd}/${path}`,
    text,
  ])
  return loadConfig({ cwd, ...vocabulary, ...sources, files: memoryFiles(Object.fromEntries(absolute)) })
}
