import type { Words } from '../../../lib/words.ts'
import { type Params, single } from '../../../oidc/params.ts'
import type { Rule } from '../../../rules/rule.ts'
import { missing } from '../../../rules/sentences.ts'
import { passages } from '../passages.ts'
import { redirectUriDefect } from './redirect-uri.ts'

const only =
  (...known: string[]) =>
  (params: Params): Words | undefined => {
    const stray = Object.keys(params).filter((name) => !known.includes(name) || Array.isArray(params[name]))
    if (stray.length === 0) return undefined
    const names = stray.join(', ')
    return {
      fr: `${names} : donné alors qu’il ne le faut pas, ou plusieurs fois`,
      en: `${names} given, or given several times`,
    }
  }

const revocation: Params = {
  token: 't'.repeat(43),
  client_id: 'demo',
  client_secret: 'demo-secret-that-is-at-least-32-chars',
}

const onlyInRevocation = only('token', 'client_id', 'client_secret')

export const revocationForm: Rule = {
  id: 'revocation/form',
  title: {
    fr: 'Une révocation contient token, client_id et client_secret, et rien d’autre',
    en: 'A revocation holds token, client_id and client_secret, and nothing else',
  },
  endpoint: 'revocation',
  reference: passages.revocation,
  remedy: {
    fr: 'Envoyez ces trois champs seuls dans le corps ; token_type_hint est refusé.',
    en: 'Send the three fields alone in the body; token_type_hint is refused.',
  },
  check(params) {
    const stray = onlyInRevocation(params)
    if (stray !== undefined) return stray
    const { token = '', client_id = '', client_secret = '' } = params
    if (!/^[^.*?{}()|[\]\\\s]{43,}$/.test(String(token)))
      return {
        fr: 'token manque, est trop court ou contient un caractère interdit',
        en: 'token is missing, too short or has a forbidden character',
      }
    if (client_id === '') return missing('client_id')
    return /^[\x20-\x7e]{32,}$/.test(String(client_secret))
      ? undefined
      : { fr: 'client_secret manque ou est trop court', en: 'client_secret is missing or too short' }
  },
  examples: {
    kept: [revocation],
    broken: [
      {},
      { ...revocation, token_type_hint: 'access_token' },
      { ...revocation, token: 'short' },
      { ...revocation, token: `${'t'.repeat(43)}.x` },
      { ...revocation, client_secret: 'short' },
      { ...revocation, client_id: undefined },
    ],
  },
}

const onlyInLogout = only(
  'id_token_hint',
  'post_logout_redirect_uri',
  'state',
  'client_id',
  'logout_hint',
  'ui_locales',
)

export const logoutParameters: Rule = {
  id: 'end_session/parameters',
  title: {
    fr: 'Une déconnexion contient id_token_hint et, au choix, post_logout_redirect_uri, state, client_id, logout_hint, ui_locales',
    en: 'A logout holds id_token_hint and, at will, post_logout_redirect_uri, state, client_id, logout_hint, ui_locales',
  },
  endpoint: 'end_session',
  reference: passages.logoutRequest,
  remedy: {
    fr: 'Envoyez l’ID Token de la connexion dans id_token_hint, et aucun autre paramètre que ceux-là.',
    en: 'Send the ID Token of the login as id_token_hint, and no other parameter than these.',
  },
  check(params, { redirectUriPolicy }) {
    const stray = onlyInLogout(params)
    if (stray !== undefined) return stray
    if (!single(params, 'id_token_hint')) return missing('id_token_hint')
    const { post_logout_redirect_uri } = params
    return post_logout_redirect_uri === undefined
      ? undefined
      : redirectUriDefect(post_logout_redirect_uri, redirectUriPolicy)
  },
  examples: {
    kept: [
      { id_token_hint: 'x' },
      { id_token_hint: 'x', post_logout_redirect_uri: 'http://localhost:3000/out', state: 's' },
    ],
    broken: [
      {},
      { id_token_hint: '' },
      { id_token_hint: 'x', foo: 'bar' },
      { id_token_hint: 'x', post_logout_redirect_uri: 'out' },
    ],
  },
}
