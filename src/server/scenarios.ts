import { faultProblem } from '../faults/resolve-fault.ts'
import { hubIds } from '../platforms/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'

/** The built-in scenarios, read when they are first asked for, and the configured ones, which replace those of their id. */
export const createScenarios = (added: readonly Scenario[]): (() => Promise<readonly Scenario[]>) => {
  let read: Promise<readonly Scenario[]> | undefined
  const taken = new Set(added.map(({ id }) => id))
  return async () => {
    read ??= import('../scenarios/load-scenarios.ts').then(({ readBuiltInScenarios }) =>
      readBuiltInScenarios({ hubs: hubIds, faultProblem }),
    )
    const kept = (await read).filter(({ id }) => !taken.has(id))
    return [...kept, ...added].sort((one, other) => (one.id < other.id ? -1 : 1))
  }
}
