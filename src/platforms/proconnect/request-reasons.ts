import type { Words } from '../../lib/words.ts'
import { type Passage, passages } from './passages.ts'

/** Why an error of the library happens: `when` is held against `error: description`. */
export type LibraryReason = { when: RegExp; expected: Words; remedy: Words; passage: Passage }

/** What a client asked wrongly, of whom nothing was given yet; matched in order. */
export const requestReasons: readonly LibraryReason[] = [
  {
    when: /content-type bodies/,
    expected: {
      fr: 'un corps de type application/x-www-form-urlencoded',
      en: 'a body of type application/x-www-form-urlencoded',
    },
    remedy: { fr: 'Envoyez un formulaire, pas du JSON.', en: 'Send a form, not JSON.' },
    passage: passages.tokenRequest,
  },
  {
    when: /^invalid_redirect_uri/,
    expected: {
      fr: 'un redirect_uri qui est, au caractère près, un de ceux de l’enregistrement',
      en: 'a redirect_uri that is, character for character, one of those registered',
    },
    remedy: {
      fr: 'Comparez port, chemin, barre oblique finale et paramètres avec l’enregistrement, ou enregistrez aussi cette adresse.',
      en: 'Compare port, path, final slash and query with the registration, or register this address too.',
    },
    passage: passages.redirectUri,
  },
  {
    when: /^invalid_client: (client is invalid|unrecognized)/,
    expected: {
      fr: 'le client_id d’un client enregistré sur ce hub, et actif',
      en: 'the client_id of a client that is registered on this hub and active',
    },
    remedy: {
      fr: 'Vérifiez le client_id et le hub : Internet et le RIE ont des enregistrements distincts.',
      en: 'Check the client_id and the hub: Internet and RIE have separate registrations.',
    },
    passage: passages.authenticationRequest,
  },
  {
    when: /^invalid_client/,
    expected: {
      fr: 'les client_id et client_secret de l’enregistrement, dans le corps de la demande',
      en: 'client_id and client_secret of the registration, in the body of the request',
    },
    remedy: {
      fr: 'Envoyez les deux dans des champs de formulaire (client_secret_post), et comparez le secret avec l’enregistrement.',
      en: 'Send both as form fields (client_secret_post), and compare the secret with the registration.',
    },
    passage: passages.clientPassword,
  },
  {
    when: /^unsupported_response_type|'response_type'/,
    expected: { fr: 'response_type=code', en: 'response_type=code' },
    remedy: {
      fr: 'Ne demandez que le flux « authorization code ».',
      en: 'Ask for the authorization code flow alone.',
    },
    passage: passages.authenticationRequest,
  },
  {
    when: /^unsupported_response_mode/,
    expected: { fr: 'query, fragment ou form_post', en: 'query, fragment or form_post' },
    remedy: {
      fr: 'Omettez response_mode : query est la valeur par défaut.',
      en: 'Leave response_mode out: query is the default.',
    },
    passage: passages.authenticationRequest,
  },
  {
    when: /^invalid_scope|^insufficient_scope/,
    expected: {
      fr: 'des scopes accordés au client, openid compris',
      en: 'scopes that the client was granted, openid among them',
    },
    remedy: {
      fr: 'Demandez-en moins, ou faites ajouter le scope à l’enregistrement.',
      en: 'Ask for less, or have the scope added to the registration.',
    },
    passage: passages.scopes,
  },
  {
    when: /openid scope must/,
    expected: { fr: 'openid parmi les scopes', en: 'openid among the scopes' },
    remedy: {
      fr: 'Ajoutez openid à scope, séparé par une espace.',
      en: 'Add openid to scope, separated by a space.',
    },
    passage: passages.scopes,
  },
  {
    when: /claims/,
    expected: {
      fr: 'un objet JSON avec id_token ou userinfo, eux-mêmes des objets',
      en: 'a JSON object with id_token or userinfo, themselves objects',
    },
    remedy: {
      fr: 'Envoyez par exemple {"id_token":{"amr":null}}, encodé une seule fois.',
      en: 'Send for instance {"id_token":{"amr":null}}, encoded once.',
    },
    passage: passages.claimsParameter,
  },
  {
    when: /prompt/,
    expected: { fr: 'login, consent, ou none seul', en: 'login, consent, or none alone' },
    remedy: {
      fr: 'N’utilisez none que pour une demande silencieuse, et login sinon.',
      en: 'Use none only to ask silently, and login otherwise.',
    },
    passage: passages.sso,
  },
  {
    when: /^login_required/,
    expected: {
      fr: 'une session active du hub dans ce navigateur',
      en: 'an active session of the hub in this browser',
    },
    remedy: {
      fr: 'C’est la réponse attendue d’une connexion silencieuse : recommencez sans prompt=none quand la personne agit.',
      en: 'Expected answer of a silent login: start again without prompt=none when the person acts.',
    },
    passage: passages.sso,
  },
  {
    when: /^access_denied: requested ACRs/,
    expected: {
      fr: 'un des niveaux exigés par claims.id_token.acr',
      en: 'one of the levels demanded through claims.id_token.acr',
    },
    remedy: {
      fr: 'Exigez des niveaux que le fournisseur d’identité peut donner, ou traitez access_denied dans le client.',
      en: 'Demand levels that the identity provider can give, or handle access_denied in the client.',
    },
    passage: passages.mfa,
  },
  {
    when: /^access_denied/,
    expected: {
      fr: 'une personne qui va au bout de la connexion',
      en: 'a person who goes through with the login',
    },
    remedy: {
      fr: 'Traitez access_denied dans le client : dites à la personne qu’elle n’est pas connectée, et laissez-la recommencer.',
      en: 'Handle access_denied in the client: tell the person that they are not logged in, and let them start again.',
    },
    passage: passages.errors,
  },
  {
    when: /^invalid_acr/,
    expected: { fr: 'acr_values=eidas1', en: 'acr_values=eidas1' },
    remedy: {
      fr: 'Ne demandez que eidas1 : un niveau plus haut n’est donné qu’au choix du fournisseur d’identité.',
      en: 'Ask for eidas1 alone: a higher level comes only as the identity provider chooses.',
    },
    passage: passages.authorizeParameters,
  },
  {
    when: /idp_hint/,
    expected: {
      fr: 'dans idp_hint, un fournisseur d’identité du hub que ce client peut nommer',
      en: 'in idp_hint, an identity provider of the hub that this client may name',
    },
    remedy: {
      fr: 'Corrigez son identifiant, ou omettez idp_hint : la personne choisit alors par son adresse.',
      en: 'Correct its id, or leave idp_hint out: the person then chooses by their address.',
    },
    passage: passages.authorizeParameters,
  },
]
