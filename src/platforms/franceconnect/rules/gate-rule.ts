import type { Words } from '../../../lib/words.ts'
import type { Params } from '../../../oidc/params.ts'
import type { Rule } from '../../../rules/rule.ts'
import { passages } from '../passages.ts'

/** A request that breaks no rule of the gate, from which the examples are made. */
export const acceptable: Params = {
  client_id: 'demo',
  redirect_uri: 'https://client.example.org/callback',
  response_type: 'code',
  scope: 'openid given_name',
  state: 'state-of-thirty-two-characters-00',
  nonce: 'nonce-of-thirty-two-characters-00',
  acr_values: 'eidas1',
}

/** The acceptable request with some parameters changed; `undefined` leaves one out. */
export const changed = (changes: Params): Params => ({ ...acceptable, ...changes })

/** A rule on the authorize request. */
export const gateRule = (
  id: string,
  title: Words,
  remedy: Words,
  check: Rule['check'],
  examples: Rule['examples'],
): Rule => ({
  id: `authorization/${id}`,
  title,
  endpoint: 'authorization',
  reference: passages.authenticationRequest,
  remedy,
  check,
  examples,
})
