import { chmod, stat } from 'node:fs/promises'

/** Takes a file with a private key from everyone but its owner, as copies and backups may not have kept it. */
export const ownerAlone = async (path: string): Promise<void> => {
  const { mode } = await stat(path)
  // Of another's file, or where files have no modes, nothing can be done.
  if (mode & 0o077) await chmod(path, 0o600).catch(() => undefined)
}
