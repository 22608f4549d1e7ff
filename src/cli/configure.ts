import { type LoadedConfig, loadConfig } from '../config/load-config.ts'
import type { FlagValues } from '../config/option.ts'
import { vocabulary } from '../platforms/vocabulary.ts'
import type { Terminal } from './terminal.ts'

/** Loads the configuration that a command was given. */
export const configure = (
  { env, cwd, files, userData, now }: Terminal,
  flags: FlagValues,
): Promise<LoadedConfig> => loadConfig({ flags, env, cwd, files, ...vocabulary, userData, now })
