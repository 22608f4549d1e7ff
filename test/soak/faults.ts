import { catalogue } from '../../src/faults/catalogue.ts'
import type { Fault, Seam } from '../../src/faults/fault.ts'

/** Where a client that checks everything stops. */
export type Stage = 'callback' | 'token' | 'id_token' | 'userinfo'

/** Documents are given to whoever asks next, and nobody logs out here. */
const stages: Partial<Record<Seam, Stage>> = {
  authorization_response: 'callback',
  code: 'token',
  token_response: 'token',
  id_token: 'id_token',
  clock: 'id_token',
  access_token: 'userinfo',
  userinfo: 'userinfo',
  userinfo_response: 'userinfo',
}

const left: readonly string[] = [
  // They keep a client waiting.
  ...['token-slow', 'userinfo-slow', 'token-never-answers', 'userinfo-never-answers'],
  // They change the keys of everybody.
  ...['signing-key-rotation', 'kid-absent-multiple-jwks'],
]

/** Seen where the two answers are compared. */
const stageOf = ({ id, seam }: Fault): Stage | undefined => (id === 'invalid-sub' ? 'userinfo' : stages[seam])

/** Faults of a soak, each with where a login that it spoils has to stop. */
export const faults: readonly { id: string; stage: Stage }[] = catalogue.flatMap((fault) => {
  const stage = stageOf(fault)
  return stage === undefined || left.includes(fault.id) || fault.needs?.startsWith('encrypted')
    ? []
    : [{ id: fault.id, stage }]
})
