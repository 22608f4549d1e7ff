import { faultIds } from '../faults/catalogue.ts'
import { hubIds } from '../platforms/index.ts'
import { readBuiltInScenarios } from '../scenarios/load-scenarios.ts'
import type { Scenario } from '../scenarios/scenario.ts'

/** The scenarios, read when they are first asked for. */
export const createScenarios = (): (() => Promise<readonly Scenario[]>) => {
  let read: Promise<readonly Scenario[]> | undefined
  return () => {
    read ??= readBuiltInScenarios({ hubs: hubIds, faults: faultIds })
    return read
  }
}
