import { always, declared } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import { unguessable } from '../../conformance/stock/authorization.ts'
import { commonCriteria } from '../../conformance/stock/common.ts'
import { levelAsked } from '../../conformance/stock/grant.ts'
import { levelCriteria } from '../../conformance/stock/provoked.ts'
import { leakedTokenRevoked } from '../../conformance/stock/revocation.ts'
import { agentDeclarations, twelveHours } from '../proconnect/declared-criteria.ts'
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

const look = {
  fr: 'Regardez la page de connexion du service, puis déclarez ce que vous voyez.',
  en: 'Look at the login page of the service, then declare what you see.',
}

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
    session: twelveHours('AgentConnect'),
    logout: ['id_token_hint', 'state', 'post_logout_redirect_uri'],
  }),
  levelAsked(['eidas1'], passages.technical),
  ...levelCriteria(),
  ...(['state', 'nonce'] as const).flatMap((name) => [
    always(randomness(name, passages.technical), {
      fr: `${name} a au moins 32 caractères`,
      en: `${name} has at least 32 characters`,
    }),
    unguessable(name, { ...manyBits, id: `authorization/${name}-256-bits` }),
  ]),
  leakedTokenRevoked(conditions('4')),
  ...agentDeclarations('AgentConnect', recette('V1 à V7, J5, S2')),
  declared({
    id: 'button/sentence',
    title: {
      fr: 'Une phrase présente AgentConnect au-dessus du bouton, s’il y a plusieurs moyens de se connecter',
      en: 'A sentence above the button introduces AgentConnect, if there are several ways to log in',
    },
    reference: recette('V2'),
    how: look,
  }),
  declared({
    id: 'button/sign-in-and-sign-up',
    title: {
      fr: 'Le bouton est dans la partie connexion et dans la partie inscription',
      en: 'The button is where one signs in and where one signs up',
    },
    reference: recette('V3, V4'),
    how: look,
  }),
  declared({
    id: 'login/alternative',
    title: { fr: 'Un autre moyen de se connecter est proposé', en: 'Another way to log in is offered' },
    reference: recette('J1'),
    how: look,
    severity: 'advised',
  }),
  declared({
    id: 'account/sign-up',
    title: {
      fr: 'Une personne que le service ne connaît pas obtient un compte par sa première connexion',
      en: 'Somebody whom the service does not know gets an account by the first login',
    },
    reference: recette('J4, J6'),
    how: {
      fr: 'Connectez une personne qui n’est jamais venue, puis dites ce qui la fera reconnaître ensuite.',
      en: 'Log in somebody who never came, then say by what the service will know them again.',
    },
  }),
]
