import type { Words } from '../../../lib/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { missing } from '../../../rules/sentences.ts'
import { acceptable, changed, gateRule } from './gate-rule.ts'

/** A parameter that must be there; an empty value passes where `empty` says so, for the library to judge. */
const required = (name: string, remedy: Words, { empty }: { empty: boolean }): Rule =>
  gateRule(
    `${name.replaceAll('_', '-')}-required`,
    {
      fr: `${name} est donné${empty ? '' : ' et n’est pas vide'}`,
      en: `${name} is given${empty ? '' : ' and not empty'}`,
    },
    remedy,
    (params) => {
      if (params[name] === undefined) return missing(name)
      return params[name] === '' && !empty ? { fr: `${name} est vide`, en: `${name} is empty` } : undefined
    },
    {
      kept: [acceptable, ...(empty ? [changed({ [name]: '' })] : [])],
      broken: [changed({ [name]: undefined }), ...(empty ? [] : [changed({ [name]: '' })])],
    },
  )

export const clientIdRequired = required(
  'client_id',
  { fr: 'Envoyez le client_id de l’enregistrement.', en: 'Send the client_id of the registration.' },
  { empty: false },
)
export const responseTypeRequired = required(
  'response_type',
  { fr: 'Envoyez response_type=code.', en: 'Send response_type=code.' },
  { empty: true },
)
export const scopeRequired = required(
  'scope',
  { fr: 'Envoyez les scopes, en commençant par openid.', en: 'Send the scopes, openid first.' },
  { empty: true },
)
export const stateRequired = required(
  'state',
  {
    fr: 'Envoyez un state aléatoire de 32 caractères ou plus.',
    en: 'Send a state of 32 random characters or more.',
  },
  { empty: true },
)
export const acrValuesRequired = required(
  'acr_values',
  {
    fr: 'Envoyez le niveau de garantie dont le service a besoin : eidas1, eidas2 ou eidas3.',
    en: 'Send the level that the service needs: eidas1, eidas2 or eidas3.',
  },
  { empty: true },
)
