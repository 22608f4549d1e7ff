import type { Config } from '../config/config.ts'
import type { Lasting, Persistence } from '../persistence/persist.ts'

/**
 * Brings back what `data_dir` keeps; without one, nothing is loaded, and no disk is touched.
 * @throws ProblemsError when the folder cannot be used or holds what this version cannot read.
 */
export const restored = async (
  { data_dir, ...config }: Config,
  lasting: Lasting,
): Promise<Persistence | undefined> => {
  if (data_dir === undefined) return undefined
  const { restore } = await import('../persistence/persist.ts')
  return restore({ ...config, data_dir }, lasting)
}
