import { always } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import { unguessable } from '../../conformance/stock/authorization.ts'
import { commonCriteria } from '../../conformance/stock/common.ts'
import { levelCriteria } from '../../conformance/stock/provoked.ts'
import { agentDeclarations } from '../proconnect/declared-criteria.ts'
import { randomness } from '../proconnect/documented-rules.ts'
import { passages } from './passages.ts'

const documents = 'https://github.com/numerique-gouv/proconnect-documentation'

/** The acceptance text, kept in the history of the documentation. */
const recette = (section: string) => ({
  document: 'AgentConnect, spec_recette_fca.md',
  section,
  url: documents,
})
const conditions = (section: string) => ({
  document: 'AgentConnect, conditions générales FS, annexe v1.3',
  section,
  url: documents,
})

/** The conditions ask for 256 bits; what values happen to share, seen from outside, is taken off. */
const manyBits = { bits: 240, reference: conditions('4, state et nonce'), severity: 'advised' } as const

/** The recette of AgentConnect, as it was until March 2024. */
export const criteria: readonly Criterion[] = [
  ...commonCriteria({
    references: {
      technical: passages.technical,
      random: conditions('4, state et nonce'),
      scopes: recette('S3'),
      logout: recette('J7'),
      security: conditions('4'),
    },
    bits: 96,
    nonce: 'required',
    codeSeconds: 30,
    logout: ['id_token_hint', 'state', 'post_logout_redirect_uri'],
  }),
  ...levelCriteria(),
  ...(['state', 'nonce'] as const).flatMap((name) => [
    always(randomness(name, passages.technical), {
      fr: `${name} a au moins 32 caractères`,
      en: `${name} has at least 32 characters`,
    }),
    unguessable(name, { ...manyBits, id: `authorization/${name}-256-bits` }),
  ]),
  ...agentDeclarations('AgentConnect', recette('V1 à V7, J5, S2')),
]
