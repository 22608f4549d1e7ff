import { counted } from '../../lib/counted.ts'
import { single } from '../../oidc/params.ts'
import type { Reference } from '../../oidc/reference.ts'
import type { Rule } from '../../rules/rule.ts'
import { type AcrFamily, acrValuesOf, demandedAcrs } from './acr.ts'
import { passages } from './passages.ts'

const MIN_LENGTH = 32
const long = 'x'.repeat(MIN_LENGTH)

/** What the documentation of these hubs says of values that must not be guessed. */
export const randomness = (name: 'state' | 'nonce', reference: Reference): Rule => ({
  id: `authorization/${name}-length`,
  title: `${name} has at least ${MIN_LENGTH} characters`,
  endpoint: 'authorization',
  reference,
  remedy: `Make a ${name} of at least ${MIN_LENGTH} random characters for each request.`,
  check(params) {
    const value = single(params, name)
    if (value === undefined) return `${name} is missing`
    return value.length < MIN_LENGTH
      ? `${name} has ${counted(value.length, 'character')}, ${MIN_LENGTH} are asked`
      : undefined
  },
  examples: { kept: [{ [name]: long }], broken: [{}, { [name]: 'short' }] },
})

const documented = [
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'acr_values',
  'claims',
  'prompt',
  'response_mode',
  'login_hint',
  'siret_hint',
  'idp_hint',
  'code_challenge',
  'code_challenge_method',
]

const knownParameters: Rule = {
  id: 'authorization/known-parameters',
  title: 'authorize is given no parameter that the documentation does not name',
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: 'Leave these parameters out: the documentation says they are refused, whatever the hub does today.',
  check(params) {
    const unknown = Object.keys(params).filter((name) => !documented.includes(name))
    return unknown.length === 0 ? undefined : `not documented: ${unknown.join(', ')}`
  },
  examples: { kept: [{ client_id: 'rp' }], broken: [{ max_age: '60' }, { sp_name: 'x' }] },
}

const logoutState: Rule = {
  id: 'end_session/state-given',
  title: 'session/end is given a state',
  endpoint: 'end_session',
  reference: passages.logout,
  remedy: 'Send a state, and check it when the browser comes back.',
  check: (params) =>
    single(params, 'post_logout_redirect_uri') !== undefined && single(params, 'state') === undefined
      ? 'state is missing'
      : undefined,
  examples: {
    kept: [{ post_logout_redirect_uri: 'http://localhost:3000/out', state: long }, {}],
    broken: [{ post_logout_redirect_uri: 'http://localhost:3000/out' }],
  },
}

/** What a logout is asked to say, whatever the hub makes of one that does not. */
export const logoutGiven = (
  name: 'id_token_hint' | 'state' | 'post_logout_redirect_uri',
  reference: Reference,
): Rule => ({
  id: `end_session/${name.replaceAll('_', '-')}-given`,
  title: `session/end is given ${name}`,
  endpoint: 'end_session',
  reference,
  remedy: `Send ${name} with every logout.`,
  check: (params) => (single(params, name) === undefined ? `${name} is missing` : undefined),
  examples: { kept: [{ [name]: 'given' }], broken: [{}] },
})

/** Levels that the hub drops from what is asked: a demand of nothing else never ends. */
const knownLevels = ({ supported }: AcrFamily): Rule => ({
  id: 'authorization/known-acr',
  title: 'authorize asks for levels that the hub knows',
  endpoint: 'authorization',
  reference: passages.levels,
  remedy: `Ask for some of ${supported.join(', ')}; a demand of unknown levels alone loops for ever after the login.`,
  check(params) {
    const unknown = [...acrValuesOf(params), ...demandedAcrs(params)].filter(
      (value) => !supported.includes(value),
    )
    return unknown.length === 0 ? undefined : `unknown levels: ${[...new Set(unknown)].join(', ')}`
  },
  examples: {
    kept: [{ acr_values: 'eidas1' }, {}, { claims: 'not JSON' }],
    broken: [
      { acr_values: 'eidas1 unknown' },
      { claims: '{"id_token":{"acr":{"essential":true,"value":"unknown"}}}' },
    ],
  },
})

/** What the documentation asks and the hub lets pass: told in the journal and the report. */
export const documentedRules = (family: AcrFamily): readonly Rule[] => [
  randomness('state', passages.technical),
  randomness('nonce', passages.technical),
  knownParameters,
  knownLevels(family),
  logoutGiven('id_token_hint', passages.logout),
  logoutState,
]
