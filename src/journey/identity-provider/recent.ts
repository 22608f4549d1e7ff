import type { Stage } from '../visit.ts'

const KEY = 'recent-personas'
const KEPT = 6
const TTL = 30 * 24 * 3600

/** Ids of the people chosen lately on this hub, latest first. */
export const recentPersonas = async (stage: Stage): Promise<readonly string[]> =>
  ((await stage.recall(KEY)) as { ids: readonly string[] } | undefined)?.ids ?? []

/** Remembers a choice. */
export const noteChoice = async (stage: Stage, id: string): Promise<void> => {
  const others = (await recentPersonas(stage)).filter((other) => other !== id)
  await stage.remember(KEY, { ids: [id, ...others].slice(0, KEPT) }, TTL)
}
