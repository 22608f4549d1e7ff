import { join } from 'node:path'

/**
 * Where programs keep what is theirs, for one account: XDG, macOS and Windows each have their place. None for an account
 * that has no home, a number in a container of which the system knows nothing, unless a variable names the place.
 */
export const userDataFolder = (
  platform: string,
  homedir: () => string,
  env: Readonly<Record<string, string | undefined>> = {},
): string | undefined => {
  const under = (...folders: readonly string[]) => join(homedir(), ...folders)
  try {
    return join(parentOf(platform, under, env), 'doublure')
  } catch {
    return undefined
  }
}

const parentOf = (
  platform: string,
  /** A folder of the account's home. @throws for an account that has none. */
  under: (...folders: readonly string[]) => string,
  env: Readonly<Record<string, string | undefined>>,
): string => {
  if (platform === 'darwin') return under('Library', 'Application Support')
  if (platform === 'win32') return env.LOCALAPPDATA || under('AppData', 'Local')
  return env.XDG_DATA_HOME || under('.local', 'share')
}
