import { passages } from './passages.ts'
import { because } from './shared-reasons.ts'

const hint = because(
  [
    'id_token_hint : l’ID Token que ce hub a donné à ce client, déchiffré, avec son aud et sa signature',
    'id_token_hint: the ID Token that this hub gave this client, decrypted, with its aud and its signature',
  ],
  [
    'Envoyez l’ID Token tel qu’il a été reçu (un client de FranceConnect+ le déchiffre d’abord).',
    'Send the ID Token as it was received (a FranceConnect+ client decrypts it first).',
  ],
  passages.logoutRequest,
)

/** Why the engine refuses a logout. */
export const logoutReasons = {
  Y04FEDB9: hint,
  Y0429C91: hint,
  Y0467882: hint,
  Y045AFAE: hint,
  Y04CFAEF: because(
    [
      'un des post_logout_redirect_uris de l’enregistrement, au caractère près',
      'one of the post_logout_redirect_uris of the registration, character by character',
    ],
    [
      'Enregistrez cette adresse exacte, ou envoyez une adresse enregistrée.',
      'Register this very address, or send a registered one.',
    ],
    passages.logoutRequest,
  ),
  Y047B9D9: because(
    [
      'une confirmation qui suit GET /session/end dans le même navigateur',
      'a confirmation that follows GET /session/end in the same browser',
    ],
    [
      'Envoyez le navigateur à /session/end ; le hub envoie la confirmation lui-même.',
      'Send the browser to /session/end; the hub posts the confirmation by itself.',
    ],
    passages.logoutRequest,
  ),
  Y04976CE: because(
    ['le xsrf de la page que le hub a envoyée', 'the xsrf of the page that the hub sent'],
    ['Laissez le navigateur envoyer le formulaire tel quel.', 'Let the browser post the form as it is.'],
    passages.logoutRequest,
  ),
}
