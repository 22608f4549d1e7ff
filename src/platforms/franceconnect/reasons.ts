import { type Refusal, refusal } from '../../journey/answer.ts'
import type { Words } from '../../lib/words.ts'
import type { Code } from './errors.ts'
import { passages } from './passages.ts'
import {
  because,
  cookies,
  exchange,
  level,
  order,
  type Reason,
  register,
  registerDown,
  token,
} from './shared-reasons.ts'

const dataProviderKeys = because(
  [
    'un fournisseur de données dont les algorithmes sont ceux du hub, et dont une seule clé de chiffrement convient (jwks ou jwks_uri)',
    'a data provider whose algorithms the hub knows, with one encryption key that fits (jwks or jwks_uri)',
  ],
  [
    'Corrigez les introspection_*_response_alg de l’enregistrement, et les clés que le fournisseur de données publie.',
    'Correct introspection_*_response_alg of the registration, and the keys that the data provider publishes.',
  ],
  passages.introspection,
)

/** Why FranceConnect's own refusals happen, for whoever develops the client. */
const reasons: Partial<Readonly<Record<Code, Reason>>> = {
  Y000000: because(
    ['le client_id d’un client actif de ce hub', 'the client_id of an active registration of this hub'],
    [
      'Enregistrez le client sur ce hub, ou corrigez client_id.',
      'Register the client on this hub, or correct client_id.',
    ],
    passages.authenticationRequest,
  ),
  Y000400: because(
    ['les paramètres que cette route attend', 'parameters as the door wants them'],
    ['Corrigez l’adresse ; commencez une nouvelle connexion.', 'Correct the address; begin a new login.'],
  ),
  Y010004: register,
  Y010006: register,
  Y010007: register,
  Y010008: register,
  Y010009: register,
  Y010011: registerDown,
  Y010012: registerDown,
  Y010013: registerDown,
  Y010015: register,
  Y020017: because(
    ['un fournisseur d’identité en service (active: true)', 'an identity provider in service (active: true)'],
    ['Choisissez un autre compte.', 'Choose another account.'],
  ),
  Y020019: because(
    ['l’id d’un fournisseur d’identité de ce hub', 'the id of an identity provider of this hub'],
    ['Prenez l’id d’un bouton de la page de choix du compte.', 'Take the id of a button of the chooser.'],
  ),
  Y020021: exchange,
  Y020022: exchange,
  Y020023: because(
    ['un fournisseur d’identité que ce client propose', 'an identity provider that this client offers'],
    [
      'Choisissez un autre compte, ou changez idp_filter dans l’enregistrement.',
      'Choose another account, or change idp_filter of the registration.',
    ],
  ),
  Y020025: exchange,
  Y020026: exchange,
  Y020027: exchange,
  Y020028: because(
    [
      'un fournisseur d’identité qui a une adresse de déconnexion',
      'an identity provider with a logout address',
    ],
    ['Connectez-vous avec un autre compte.', 'Log in with another account.'],
  ),
  Y020029: exchange,
  Y020030: exchange,
  Y030025: cookies,
  Y030030: because(
    ['redirect_uri : l’adresse d’un client enregistré', 'redirect_uri: the address of a registered client'],
    [
      'Commencez une nouvelle connexion ; le retour se fait par l’adresse que le client a enregistrée.',
      'Begin a new login; the way back needs the address that the client registered.',
    ],
    passages.redirectUri,
  ),
  Y100001: level,
  Y100002: level,
  Y100004: because(
    ['un citoyen à connecter', 'a citizen to log in'],
    [
      'Ajoutez à la doublure une personne avec kind: citizen.',
      'Add a person with kind: citizen to the double.',
    ],
  ),
  Y100009: because(
    [
      'amr demandé par un client qui y a droit (claims: [amr])',
      'amr asked by a client that may have it (claims: [amr])',
    ],
    [
      'Retirez amr du paramètre claims, ou faites accorder ce droit au client.',
      'Leave amr out of the claims parameter, or have the right granted to the client.',
    ],
    passages.claimsParameter,
  ),
  Y100011: because(
    ['un compte que la personne n’a pas bloqué', 'an account that the person has not blocked'],
    ['Choisissez un autre compte pour cette personne.', 'Choose another account for this person.'],
  ),
  Y100018: level,
  Y100019: because(
    ['une session avec une connexion à fermer', 'a session with a login to end'],
    ['Connectez-vous avant de vous déconnecter.', 'Log in before logging out.'],
    passages.logoutRequest,
  ),
  Y180001: because(
    ['un compte qui n’est pas désactivé', 'an account that is not deactivated'],
    [
      'Connectez une autre personne ; votre client doit proposer une issue.',
      'Log in as another person; your client must offer a way out.',
    ],
  ),
  Y190001: cookies,
  Y190004: order,
  Y190012: cookies,
  Y420001: order,
  Y420002: order,
  Y440001: dataProviderKeys,
  Y440005: dataProviderKeys,
  Y440009: dataProviderKeys,
  Y440010: dataProviderKeys,
  Y440011: dataProviderKeys,
  Y470001: token,
  Y470002: token,
  Y470003: token,
  Y470004: token,
  Y600006: because(
    [
      'une identité avec noms, prénoms, sexe, date et pays de naissance, lieu de naissance pour une naissance en France, et e-mail',
      'an identity with names, gender, birth date and country, birthplace for a birth in France, and e-mail',
    ],
    [
      'Votre client n’y peut rien : la personne corrige son compte. Connectez une autre personne pour continuer.',
      'Your client cannot help: the person corrects their account. Log in as another person to go on.',
    ],
  ),
  Y600020: because(
    ['un mandat qui couvre ce client', 'a mandate that covers this client'],
    [
      'Connectez-vous sans rep_scope : ce client n’accepte aucun mandat.',
      'Log in without rep_scope: this client accepts no mandate.',
    ],
  ),
}

const asked = because(
  ['rien d’autre : cette fin a été demandée', 'nothing else: this ending was asked for'],
  ['Connectez-vous sans ce souhait.', 'Log in without that wish.'],
)

/** A refusal with its explanation; `received` says what came. */
export const refused = (code: Code, received: Words): Refusal =>
  refusal(code, { why: [{ received, ...(reasons[code] ?? asked) }] })
