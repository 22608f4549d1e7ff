import type { Fault, Need } from './fault.ts'

/** What a registration says of the answers that its client receives. */
export type Receiving = {
  id_token_signed_response_alg?: string | undefined
  id_token_encrypted_response_alg?: string | undefined
  userinfo_signed_response_alg?: string | null | undefined
  userinfo_encrypted_response_alg?: string | undefined
}

const needs: Readonly<Record<Need, { text: string; isMet(client: Receiving): boolean }>> = {
  encrypted_id_token: {
    text: 'id_token_encrypted_response_alg',
    isMet: (client) => client.id_token_encrypted_response_alg !== undefined,
  },
  encrypted_userinfo: {
    text: 'userinfo_encrypted_response_alg',
    isMet: (client) => client.userinfo_encrypted_response_alg !== undefined,
  },
  signed_userinfo: {
    text: 'a userinfo_signed_response_alg other than null',
    isMet: (client) => client.userinfo_signed_response_alg !== null,
  },
  asymmetric_id_token: {
    text: 'an id_token_signed_response_alg other than HS256',
    isMet: (client) => client.id_token_signed_response_alg !== 'HS256',
  },
}

/** Why a defect cannot be armed for a client, in one sentence. */
export const outOfReach = ({ id }: Fault, client_id: string, need: string): string =>
  `the fault ${id} cannot reach the client ${client_id}: expected a registration with ${need}`

/** What a registration would have to say for its client to meet a defect; `undefined`: it can. */
export const unmetNeed = (fault: Fault, client: Receiving): string | undefined =>
  fault.needs === undefined || needs[fault.needs].isMet(client) ? undefined : needs[fault.needs].text
