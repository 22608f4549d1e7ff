import { single } from '../../oidc/params.ts'
import type { Reference } from '../../oidc/reference.ts'
import type { Rule } from '../../rules/rule.ts'
import { characters, missing } from '../../rules/sentences.ts'
import { type AcrFamily, acrValuesOf, demandedAcrs } from './acr.ts'
import { passages } from './passages.ts'

const MIN_LENGTH = 32
const long = 'x'.repeat(MIN_LENGTH)

/** What the documentation of these hubs says of values that must not be guessed. */
export const randomness = (name: 'state' | 'nonce', reference: Reference): Rule => ({
  id: `authorization/${name}-length`,
  title: {
    fr: `${name} a au moins ${MIN_LENGTH} caractères`,
    en: `${name} has at least ${MIN_LENGTH} characters`,
  },
  endpoint: 'authorization',
  reference,
  remedy: {
    fr: `Tirez un ${name} aléatoire de ${MIN_LENGTH} caractères au moins à chaque demande.`,
    en: `Make a ${name} of at least ${MIN_LENGTH} random characters for each request.`,
  },
  check(params) {
    const value = single(params, name)
    if (value === undefined) return missing(name)
    if (value.length >= MIN_LENGTH) return undefined
    const has = characters(name, value)
    return { fr: `${has.fr}, ${MIN_LENGTH} sont demandés`, en: `${has.en}, ${MIN_LENGTH} are asked` }
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
  title: {
    fr: 'authorize ne reçoit que des paramètres documentés',
    en: 'authorize is given no parameter that the documentation does not name',
  },
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: {
    fr: 'Omettez ces paramètres : la documentation dit qu’ils sont refusés, quoi que fasse le hub aujourd’hui.',
    en: 'Leave these parameters out: the documentation says they are refused, whatever the hub does today.',
  },
  check(params) {
    const unknown = Object.keys(params).filter((name) => !documented.includes(name))
    if (unknown.length === 0) return undefined
    const names = unknown.join(', ')
    return { fr: `hors documentation : ${names}`, en: `not documented: ${names}` }
  },
  examples: { kept: [{ client_id: 'rp' }], broken: [{ max_age: '60' }, { sp_name: 'x' }] },
}

const logoutState: Rule = {
  id: 'end_session/state-given',
  title: { fr: 'session/end reçoit un state', en: 'session/end is given a state' },
  endpoint: 'end_session',
  reference: passages.logout,
  remedy: {
    fr: 'Envoyez un state, et vérifiez-le au retour du navigateur.',
    en: 'Send a state, and check it when the browser comes back.',
  },
  check: (params) =>
    single(params, 'post_logout_redirect_uri') !== undefined && single(params, 'state') === undefined
      ? missing('state')
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
  title: { fr: `session/end reçoit ${name}`, en: `session/end is given ${name}` },
  endpoint: 'end_session',
  reference,
  remedy: { fr: `Envoyez ${name} à chaque déconnexion.`, en: `Send ${name} with every logout.` },
  check: (params) => (single(params, name) === undefined ? missing(name) : undefined),
  examples: { kept: [{ [name]: 'given' }], broken: [{}] },
})

/** Levels that the hub drops from what is asked: a demand of nothing else never ends. */
const knownLevels = ({ supported }: AcrFamily): Rule => ({
  id: 'authorization/known-acr',
  title: {
    fr: 'Les niveaux demandés sont ceux que le hub connaît',
    en: 'authorize asks for levels that the hub knows',
  },
  endpoint: 'authorization',
  reference: passages.levels,
  remedy: {
    fr: `Demandez parmi ${supported.join(', ')} ; si tous les niveaux exigés sont inconnus, la connexion tourne en boucle sans fin.`,
    en: `Ask for some of ${supported.join(', ')}; a demand of unknown levels alone loops for ever after the login.`,
  },
  check(params) {
    const unknown = [...acrValuesOf(params), ...demandedAcrs(params)].filter(
      (value) => !supported.includes(value),
    )
    if (unknown.length === 0) return undefined
    const names = [...new Set(unknown)].join(', ')
    return { fr: `niveaux inconnus : ${names}`, en: `unknown levels: ${names}` }
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
