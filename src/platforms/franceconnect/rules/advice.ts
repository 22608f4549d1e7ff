import { single } from '../../../oidc/params.ts'
import type { Rule } from '../../../rules/rule.ts'
import { characters } from '../../../rules/sentences.ts'
import { passages } from '../passages.ts'
import { acceptable, changed } from './gate-rule.ts'
import { publicDefect } from './redirect-uri.ts'

const SAFE_LENGTH = 32

/** A random value that the hub accepts shorter than its documentation asks, and that older deployments refuse. */
const longEnough = (name: 'state' | 'nonce'): Rule => ({
  id: `authorization/${name}-random`,
  title: {
    fr: `${name} a au moins ${SAFE_LENGTH} caractères`,
    en: `${name} has at least ${SAFE_LENGTH} characters`,
  },
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: {
    fr: `Tirez ${name} au hasard, avec ${SAFE_LENGTH} caractères ou plus : tous les déploiements l’acceptent alors.`,
    en: `Make ${name} of ${SAFE_LENGTH} random characters or more: it is then accepted by every deployment.`,
  },
  check(params) {
    const value = single(params, name)
    return value !== undefined && value.length < SAFE_LENGTH ? characters(name, value) : undefined
  },
  examples: { kept: [acceptable], broken: [changed({ [name]: 'x'.repeat(SAFE_LENGTH - 1) })] },
})

export const stateRandom = longEnough('state')
export const nonceRandom = longEnough('nonce')

export const authorizeByGet: Rule = {
  id: 'authorization/get',
  title: { fr: 'La demande à authorize est un GET', en: 'The authorize request is a GET' },
  endpoint: 'authorization',
  reference: passages.authenticationRequest,
  remedy: {
    fr: 'Redirigez le navigateur en GET : POST est documenté, mais le code déployé y répond par une erreur 500.',
    en: 'Redirect the browser with GET: POST is documented, but the deployed code answers it with an error 500.',
  },
  check: (_params, { method }) =>
    method === 'POST' ? { fr: 'la demande est venue en POST', en: 'the request came by POST' } : undefined,
  examples: {
    kept: [acceptable],
    broken: [],
    brokenWhen: [{ params: acceptable, circumstances: { method: 'POST' } }],
  },
}

export const publicRedirectUri: Rule = {
  id: 'authorization/redirect-uri-public',
  title: {
    fr: 'redirect_uri commence par https et nomme un domaine public',
    en: 'redirect_uri begins with https and names a public domain',
  },
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: {
    fr: 'Attendez-vous à Y030007 pour http et localhost sur tous les environnements du vrai FranceConnect+.',
    en: 'Expect Y030007 for http and localhost on every environment of the real FranceConnect+.',
  },
  check(params) {
    const url = URL.parse(single(params, 'redirect_uri') ?? '')
    return url ? publicDefect(url) : undefined
  },
  examples: {
    kept: [acceptable],
    broken: [
      changed({ redirect_uri: 'http://localhost:3000/callback' }),
      changed({ redirect_uri: 'https://localhost/' }),
    ],
  },
}

export const secretInBody: Rule = {
  id: 'token/client-secret-post',
  title: {
    fr: 'Le client s’authentifie dans le corps (client_secret_post)',
    en: 'The client authenticates in the body (client_secret_post)',
  },
  endpoint: 'token',
  reference: passages.clientAuthentication,
  remedy: {
    fr: 'Envoyez client_id et client_secret dans le corps : client_secret_basic est accepté, mais pas annoncé.',
    en: 'Send client_id and client_secret in the body: client_secret_basic is accepted, but not advertised.',
  },
  check: (_params, { authorization }) =>
    /^basic /i.test(authorization ?? '')
      ? {
          fr: 'le secret est venu dans l’en-tête Authorization',
          en: 'the secret came in the Authorization header',
        }
      : undefined,
  examples: {
    kept: [{ client_id: 'demo', client_secret: 'x' }],
    broken: [],
    brokenWhen: [{ params: {}, circumstances: { authorization: 'Basic eDp5' } }],
  },
}

export const asymmetricSignature: Rule = {
  id: 'token/asymmetric-signature',
  title: {
    fr: 'L’ID Token du client est signé en RS256 ou en ES256',
    en: 'The ID Token of the client is signed with RS256 or ES256',
  },
  endpoint: 'token',
  reference: passages.idTokenValidation,
  remedy: {
    fr: 'Enregistrez ES256 ou RS256 : le code accepte HS256, l’espace partenaires ne le propose pas.',
    en: 'Register ES256 or RS256: the code accepts HS256, the partners’ portal does not offer it.',
  },
  check: (_params, { client }) =>
    client?.id_token_signed_response_alg === 'HS256'
      ? { fr: 'l’enregistrement dit HS256', en: 'the registration says HS256' }
      : undefined,
  examples: {
    kept: [{ client_id: 'demo' }],
    broken: [],
    brokenWhen: [
      { params: {}, circumstances: { client: { redirect_uris: [], id_token_signed_response_alg: 'HS256' } } },
    ],
  },
}

/** Seconds after which a client is slow: the grant dies at thirty. */
const PROMPT = 10

export const promptUserinfo: Rule = {
  id: 'userinfo/prompt',
  title: {
    fr: 'userinfo est appelé aussitôt après la demande de jeton',
    en: 'userinfo is called right after the token request',
  },
  endpoint: 'userinfo',
  reference: passages.technical,
  remedy: {
    fr: 'Appelez userinfo aussitôt : l’autorisation expire 30 secondes après le consentement, quoi que dise expires_in.',
    en: 'Call userinfo at once: the grant dies 30 seconds after the consent, whatever expires_in says.',
  },
  check: (_params, { tokenAge }) =>
    tokenAge !== undefined && tokenAge >= PROMPT
      ? {
          fr: `le jeton d’accès avait ${tokenAge} secondes`,
          en: `the access token was ${tokenAge} seconds old`,
        }
      : undefined,
  examples: { kept: [{}], broken: [], brokenWhen: [{ params: {}, circumstances: { tokenAge: PROMPT } }] },
}

export const signedUserinfo: Rule = {
  id: 'userinfo/signed',
  title: {
    fr: 'Le client est enregistré pour un userinfo signé',
    en: 'The client is registered for a signed userinfo',
  },
  endpoint: 'userinfo',
  reference: passages.technical,
  remedy: {
    fr: 'Lisez un JWT : l’espace partenaires enregistre toujours une signature, la même que celle de l’ID Token. Seuls d’anciens clients ont un userinfo en JSON.',
    en: 'Read a JWT: the partners’ portal always registers a signature, that of the ID Token. Only old clients have userinfo in JSON.',
  },
  check: (_params, { givesJwt }) =>
    givesJwt === false
      ? {
          fr: 'l’enregistrement demande un userinfo en JSON',
          en: 'the registration asks for userinfo in JSON',
        }
      : undefined,
  examples: { kept: [{}], broken: [], brokenWhen: [{ params: {}, circumstances: { givesJwt: false } }] },
}
