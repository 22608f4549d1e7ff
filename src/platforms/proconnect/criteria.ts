import { always } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import { commonCriteria } from '../../conformance/stock/common.ts'
import { levelCriteria } from '../../conformance/stock/provoked.ts'
import { authorizeRequests, paramsOf, type Traffic } from '../../conformance/traffic.ts'
import { type AcrFamily, acrValuesOf, demandedAcrs } from './acr.ts'
import { agentDeclarations, twelveHours } from './declared-criteria.ts'
import { documentedRules } from './documented-rules.ts'
import { passages } from './passages.ts'

/** Requests for a login at some level. */
const levelRequests = (traffic: Traffic) =>
  authorizeRequests(traffic).filter((one) => {
    const params = paramsOf(one)
    return acrValuesOf(params).length > 0 || demandedAcrs(params).length > 0
  })

/** A level need not be asked for here; whoever asks must look at what came, since the hub may give a lower one. */
const levels = levelCriteria({
  appliesTo: (traffic) => levelRequests(traffic).length > 0,
  concerns: ({ login }, traffic) => levelRequests(traffic).some((one) => one.login === login),
})

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
    session: twelveHours('ProConnect'),
    logout: ['id_token_hint', 'state', 'post_logout_redirect_uri'],
  }),
  ...levels,
  // A logout without a state is told by end_session/complete.
  ...documentedRules(acr)
    .filter(({ endpoint }) => endpoint === 'authorization')
    .map((rule) => always(rule, rule.title, { severity: 'advised' })),
  ...agentDeclarations('ProConnect', passages.technical),
]
