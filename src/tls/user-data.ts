import { join } from 'node:path'

/**
 * Where programs keep what is theirs, for one account: XDG, macOS and Windows each have their place. None for an account
 * that has no home: a number in a container, of which the system knows nothing.
 */
export const userDataFolder = (
  platform: string,
  homedir: () => string,
  env: Readonly<Record<string, string | undefined>> = {},
): string | undefined => {
  try {
    return folderOf(platform, homedir(), env)
  } catch {
    return undefined
  }
}

const folderOf = (
  platform: string,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string => {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'doublure')
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'doublure')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'doublure')
}
