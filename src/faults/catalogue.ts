import type { z } from 'zod'
import { callbackFaults } from './catalogue/callback.ts'
import { claimFaults } from './catalogue/claims.ts'
import { connectionFaults } from './catalogue/connections.ts'
import { documentFaults } from './catalogue/documents.ts'
import { encryptionFaults } from './catalogue/encryption.ts'
import { levelFaults } from './catalogue/levels.ts'
import { logoutFaults } from './catalogue/logout.ts'
import { signatureFaults } from './catalogue/signatures.ts'
import { timeFaults } from './catalogue/times.ts'
import { tokenEndpointFaults } from './catalogue/token-endpoint.ts'
import { userinfoFaults } from './catalogue/userinfo.ts'
import type { Fault } from './fault.ts'

const all = [
  ...documentFaults,
  ...callbackFaults,
  ...tokenEndpointFaults,
  ...claimFaults,
  ...levelFaults,
  ...timeFaults,
  ...signatureFaults,
  ...userinfoFaults,
  ...encryptionFaults,
  ...connectionFaults,
  ...logoutFaults,
]

/** Name of a defect. */
export type FaultId = (typeof all)[number]['id']

/** A fault as a program writes it in a login, with its parameters where it has some. */
export type FaultInLogin =
  | FaultId
  | { fault: FaultId; params?: Record<string, z.core.util.JSONType> | undefined }

/** Everything that can go wrong on purpose, in the order in which a login meets it. */
export const catalogue: readonly Fault[] = all

const byId = new Map(catalogue.map((fault) => [fault.id, fault]))

/** The defect of that name. */
export const findFault = (id: string): Fault | undefined => byId.get(id)

/** Names of every defect. */
export const faultIds: readonly string[] = [...byId.keys()]
