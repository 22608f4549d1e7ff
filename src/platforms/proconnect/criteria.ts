import { always } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import { commonCriteria } from '../../conformance/stock/common.ts'
import type { AcrFamily } from './acr.ts'
import { agentDeclarations } from './declared-criteria.ts'
import { documentedRules } from './documented-rules.ts'
import { passages } from './passages.ts'

const titles: Readonly<Record<string, string>> = {
  'authorization/state-length': 'state a au moins 32 caractères',
  'authorization/nonce-length': 'nonce a au moins 32 caractères',
  'authorization/known-parameters': 'authorize ne reçoit que des paramètres documentés',
  'authorization/known-acr': 'Les niveaux demandés sont ceux que le hub connaît',
  'end_session/state-given': 'La déconnexion porte un state',
}

/** The recette of ProConnect: its security rules, and what its documentation asks of a login page. */
export const criteriaFor = (acr: AcrFamily): readonly Criterion[] => [
  ...commonCriteria({
    references: {
      technical: passages.technical,
      random: passages.technical,
      scopes: passages.scopes,
      logout: passages.logout,
      security: passages.technical,
    },
    bits: 96,
    nonce: 'required',
    codeSeconds: 60,
    logout: ['id_token_hint', 'state', 'post_logout_redirect_uri'],
  }),
  ...documentedRules(acr).map((rule) =>
    always(
      rule,
      { fr: titles[rule.id] ?? rule.title, en: rule.title },
      { severity: 'advised', scenario: rule.endpoint === 'end_session' ? 'logout' : 'login' },
    ),
  ),
  ...agentDeclarations('ProConnect', passages.technical),
]
