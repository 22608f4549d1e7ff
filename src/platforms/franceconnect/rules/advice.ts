import { counted } from '../../../lib/counted.ts'
import { single } from '../../../oidc/params.ts'
import type { Rule } from '../../../rules/rule.ts'
import { passages } from '../passages.ts'
import { acceptable, changed } from './authorize-gate.ts'
import { publicDefect } from './redirect-uri.ts'

const SAFE_LENGTH = 32

/** A random value that the hub accepts shorter than its documentation asks, and that older deployments refuse. */
const longEnough = (name: 'state' | 'nonce'): Rule => ({
  id: `authorization/${name}-random`,
  title: `${name} has at least ${SAFE_LENGTH} characters`,
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: `Make ${name} of ${SAFE_LENGTH} random characters or more: it is then accepted by every deployment.`,
  check(params) {
    const length = single(params, name)?.length
    return length !== undefined && length < SAFE_LENGTH
      ? `${name} has ${counted(length, 'character')}`
      : undefined
  },
  examples: { kept: [acceptable], broken: [changed({ [name]: 'x'.repeat(SAFE_LENGTH - 1) })] },
})

export const stateRandom = longEnough('state')
export const nonceRandom = longEnough('nonce')

export const authorizeByGet: Rule = {
  id: 'authorization/get',
  title: 'The authorize request is a GET',
  endpoint: 'authorization',
  reference: passages.authenticationRequest,
  remedy:
    'Redirect the browser with GET: POST is documented, but the deployed code answers it with an error 500.',
  check: (_params, { method }) => (method === 'POST' ? 'the request came by POST' : undefined),
  examples: {
    kept: [acceptable],
    broken: [],
    brokenWhen: [{ params: acceptable, circumstances: { method: 'POST' } }],
  },
}

export const publicRedirectUri: Rule = {
  id: 'authorization/redirect-uri-public',
  title: 'redirect_uri begins with https and names a public domain',
  endpoint: 'authorization',
  reference: passages.technical,
  remedy: 'Expect Y030007 for http and localhost on every environment of the real FranceConnect+.',
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
  title: 'The client authenticates in the body (client_secret_post)',
  endpoint: 'token',
  reference: passages.clientAuthentication,
  remedy:
    'Send client_id and client_secret in the body: client_secret_basic is accepted, but not advertised.',
  check: (_params, { authorization }) =>
    /^basic /i.test(authorization ?? '') ? 'the secret came in the Authorization header' : undefined,
  examples: {
    kept: [{ client_id: 'demo', client_secret: 'x' }],
    broken: [],
    brokenWhen: [{ params: {}, circumstances: { authorization: 'Basic eDp5' } }],
  },
}

export const asymmetricSignature: Rule = {
  id: 'token/asymmetric-signature',
  title: 'The ID Token of the client is signed with RS256 or ES256',
  endpoint: 'token',
  reference: passages.idTokenValidation,
  remedy: 'Register ES256 or RS256: the code accepts HS256, the partners’ portal does not offer it.',
  check: (_params, { client }) =>
    client?.id_token_signed_response_alg === 'HS256' ? 'the registration says HS256' : undefined,
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
  title: 'userinfo is called right after the token request',
  endpoint: 'userinfo',
  reference: passages.technical,
  remedy: 'Call userinfo at once: the grant dies 30 seconds after the consent, whatever expires_in says.',
  check: (_params, { tokenAge }) =>
    tokenAge !== undefined && tokenAge >= PROMPT ? `the access token was ${tokenAge} seconds old` : undefined,
  examples: { kept: [{}], broken: [], brokenWhen: [{ params: {}, circumstances: { tokenAge: PROMPT } }] },
}
