import { hintPayload } from '../../oidc/id-token-hint.ts'
import type { Rule } from '../../rules/rule.ts'
import { logoutGiven } from '../proconnect/documented-rules.ts'
import { passages } from './passages.ts'

/** A hint that the hub could not have made. */
export const hintHasAtHash: Rule = {
  id: 'end_session/at-hash',
  title: {
    fr: 'id_token_hint contient at_hash',
    en: 'id_token_hint holds at_hash',
  },
  endpoint: 'end_session',
  reference: passages.technical,
  remedy: {
    fr: 'Envoyez l’id_token de la réponse du jeton, tel que vous l’avez reçu.',
    en: 'Send the id_token of the token response as it came.',
  },
  check(params) {
    const payload = hintPayload(params)
    return payload === undefined || 'at_hash' in payload
      ? undefined
      : { fr: 'id_token_hint n’a pas de at_hash', en: 'id_token_hint has no at_hash' }
  },
  examples: {
    kept: [{ id_token_hint: 'e30.eyJhdF9oYXNoIjoieCJ9.sig' }, {}, { id_token_hint: 'unreadable' }],
    broken: [{ id_token_hint: 'e30.e30.sig' }],
  },
}

/** What the documentation asks of a logout, and the hub lets pass. */
export const logoutDocumented: readonly Rule[] = [
  logoutGiven('id_token_hint', passages.technical),
  logoutGiven('state', passages.technical),
  logoutGiven('post_logout_redirect_uri', passages.technical),
]
