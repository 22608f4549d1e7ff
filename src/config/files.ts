/** The disk, as the configuration reads it; paths are absolute, a failure throws with a message for people. */
export type Files = {
  read(path: string): Promise<string>
  /** Names of what a folder holds. */
  list(folder: string): Promise<readonly string[]>
  exists(path: string): Promise<boolean>
}

/** What went wrong with a file, in words rather than in system codes. */
export const readFailure = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'it does not exist'
  if (code === 'EISDIR') return 'it is a folder, a file is expected'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'it is a file, a folder is expected'
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied'
  return error instanceof Error ? error.message : String(error)
}
