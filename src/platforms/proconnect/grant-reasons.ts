import { passages } from './passages.ts'
import type { LibraryReason } from './request-reasons.ts'

/** What became of codes, tokens and sessions; matched in order, after the reasons of requests. */
export const grantReasons: readonly LibraryReason[] = [
  {
    when: /code_challenge|code_verifier/,
    expected: {
      fr: 'un code_challenge de 43 à 128 caractères avec code_challenge_method=S256',
      en: 'code_challenge of 43 to 128 characters with code_challenge_method=S256',
    },
    remedy: {
      fr: 'Laissez la bibliothèque du client calculer les deux valeurs, et envoyez code_verifier avec le code.',
      en: 'Let the client library make both values, and send the verifier with the code.',
    },
    passage: passages.pkce,
  },
  {
    when: /^invalid_grant/,
    expected: {
      fr: 'un code ou un refresh token de ce client, encore valable, utilisé une fois, avec le même redirect_uri',
      en: 'a code or a refresh token of this client, still alive, used once, with the same redirect_uri',
    },
    remedy: {
      fr: 'Échangez le code aussitôt, une seule fois, avec le redirect_uri de la demande à authorize et son code_verifier.',
      en: 'Exchange the code at once, once, with the redirect_uri of the authorize request and its verifier.',
    },
    passage: passages.tokenRequest,
  },
  {
    when: /grant_type|unauthorized_client/,
    expected: {
      fr: 'authorization_code ou refresh_token, selon l’enregistrement du client',
      en: 'authorization_code or refresh_token, as the client registered',
    },
    remedy: {
      fr: 'Vérifiez grant_type et l’enregistrement.',
      en: 'Check grant_type and the registration.',
    },
    passage: passages.tokenRequest,
  },
  {
    when: /origin .* not allowed/,
    expected: {
      fr: 'une demande d’un serveur, sans en-tête Origin',
      en: 'a request from a server, without an Origin header',
    },
    remedy: {
      fr: 'Appelez cette route depuis le serveur : un navigateur ne le peut pas.',
      en: 'Call this endpoint from the back end: browsers cannot.',
    },
    passage: passages.tokenRequest,
  },
  {
    when: /post_logout|id_token_hint|logout/,
    expected: {
      fr: 'un id_token_hint de ce client et un post_logout_redirect_uri enregistré',
      en: 'an id_token_hint of this client and a registered post_logout_redirect_uri',
    },
    remedy: {
      fr: 'Gardez le dernier id_token, et comparez l’adresse avec l’enregistrement.',
      en: 'Keep the last id_token, and compare the address with the registration.',
    },
    passage: passages.logout,
  },
  {
    when: /^invalid_token|access token|authorization header/,
    expected: {
      fr: 'Authorization: Bearer avec un jeton d’accès encore valable',
      en: 'Authorization: Bearer with an access token that is still alive',
    },
    remedy: {
      fr: 'Envoyez l’access_token de la réponse du jeton avant qu’il expire.',
      en: 'Send the access_token of the token response before it expires.',
    },
    passage: passages.bearer,
  },
  {
    when: /^(request_not_supported|registration_not_supported|invalid_request_uri)/,
    expected: {
      fr: 'des paramètres ordinaires : ni request, ni request_uri, ni registration',
      en: 'plain parameters: neither request, request_uri nor registration',
    },
    remedy: { fr: 'Envoyez les paramètres un par un.', en: 'Send the parameters one by one.' },
    passage: passages.authenticationRequest,
  },
  {
    when: /authorization request has expired|interaction/,
    expected: {
      fr: 'l’interaction que ce navigateur a commencée, une seule fois, dans l’heure',
      en: 'the interaction that this browser began, once, within its hour',
    },
    remedy: {
      fr: 'Recommencez à authorize : revenir en arrière ou recharger ne reprend pas une connexion terminée.',
      en: 'Start again at authorize: going back or reloading cannot resume a finished login.',
    },
    passage: passages.authenticationRequest,
  },
  {
    when: /^server_error/,
    expected: {
      fr: 'une session du hub qui dure encore pour cette personne',
      en: 'a session of the hub that still lasts for this person',
    },
    remedy: {
      fr: 'La personne s’est déconnectée, ou la session est finie : reconnectez-vous.',
      en: 'The person logged out, or the session is over: log in again.',
    },
    passage: passages.refresh,
  },
]
