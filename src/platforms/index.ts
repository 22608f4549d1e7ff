import type { HubId } from '../lib/hub-id.ts'
import { agentconnect } from './agentconnect/index.ts'
import { agentconnectRie } from './agentconnect-rie/index.ts'
import { franceconnect } from './franceconnect/index.ts'
import { franceconnectPlus } from './franceconnect-plus/index.ts'
import type { Platform } from './platform.ts'
import { proconnect } from './proconnect/index.ts'
import { proconnectRie } from './proconnect-rie/index.ts'

/** Every platform, as its dated definitions, newest first. */
export const platforms: readonly (readonly Platform[])[] = [
  [franceconnect],
  [franceconnectPlus],
  proconnect,
  proconnectRie,
  agentconnect,
  agentconnectRie,
]

/** Ids of the hubs, in the order of the register. */
export const hubIds: readonly HubId[] = platforms.flatMap(([newest]) => (newest ? [newest.id] : []))

/** Levels that identity providers of a hub can be described with, at whatever date; `undefined`: no such hub. */
export const levelsOf = (id: string): readonly string[] | undefined => {
  const definitions = platforms.find(([newest]) => newest?.id === id)
  return definitions && [...new Set(definitions.flatMap(({ providerLevels }) => providerLevels))]
}

/**
 * The definition of a hub on a day (`2026-05-31`) or in a month (`2026-05`): the newest that was in force then, and the
 * oldest known for an earlier date. Without a date, the usual one, or else the newest.
 */
export const platformOf = (id: string, asOf?: string): Platform | undefined => {
  const definitions = platforms.find(([newest]) => newest?.id === id)
  if (!definitions) return undefined
  if (asOf === undefined) return definitions.find(({ asOf: { usual } }) => usual) ?? definitions[0]
  // A month alone ends after each of its days, and text order is date order.
  const limit = `${asOf}-99`
  return definitions.find(({ asOf: { date } }) => date <= limit) ?? definitions.at(-1)
}
