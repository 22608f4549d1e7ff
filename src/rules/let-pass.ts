import { single } from '../oidc/params.ts'
import type { Reference } from '../oidc/reference.ts'
import type { Rule } from './rule.ts'
import { verbatim } from './sentences.ts'

/** Mistakes that every hub lets pass without a word, so that a client's developer learns of them nowhere else. */
export const letPass = (hub: {
  scopes: readonly string[]
  /** Where it says what state and nonce must be, what scopes it knows, and how userinfo is answered. */
  references: { random: Reference; scopes: Reference; userinfo: Reference }
}): readonly Rule[] => [
  usedOnce('state', hub.references.random),
  usedOnce('nonce', hub.references.random),
  knownScopes(hub.scopes, hub.references.scopes),
  acceptsJwt(hub.references.userinfo),
]

const usedOnce = (name: 'state' | 'nonce', reference: Reference): Rule => ({
  id: `authorization/${name}-used-once`,
  title: {
    fr: `${name} est différent à chaque connexion`,
    en: `${name} is another one at each login`,
  },
  endpoint: 'authorization',
  reference,
  remedy: {
    fr: `Tirez un ${name} aléatoire à chaque connexion, gardez-le dans la session du navigateur, oubliez-le dès son retour.`,
    en: `Make a new random ${name} for each login, keep it in the browser’s session, forget it once it has come back.`,
  },
  check: (_params, { used }) =>
    used?.includes(name)
      ? {
          fr: `ce ${name} a déjà servi à une connexion, qui a reçu son code`,
          en: `this ${name} came with an earlier login, which was given its code`,
        }
      : undefined,
  examples: {
    kept: [{ [name]: 'x'.repeat(32) }],
    broken: [],
    brokenWhen: [{ params: { [name]: 'x'.repeat(32) }, circumstances: { used: [name] } }],
  },
})

const knownScopes = (scopes: readonly string[], reference: Reference): Rule => ({
  id: 'authorization/known-scopes',
  title: {
    fr: 'scope ne demande que des scopes de ce hub',
    en: 'scope names scopes of this hub alone',
  },
  endpoint: 'authorization',
  reference,
  remedy: {
    fr: 'Demandez des scopes que le document de découverte annonce (scopes_supported) : le hub ignore les autres et ne transmet rien pour eux.',
    en: 'Ask for some of scopes_supported in the discovery document: the hub ignores the others, and gives nothing for them.',
  },
  check(params) {
    const unknown = (single(params, 'scope') ?? '')
      .split(' ')
      .filter((scope) => scope !== '' && !scopes.includes(scope))
    if (unknown.length === 0) return undefined
    const names = unknown.join(', ')
    return { fr: `scopes inconnus de ce hub : ${names}`, en: `not scopes of this hub: ${names}` }
  },
  examples: { kept: [{ scope: 'openid email' }, {}], broken: [{ scope: 'openid adress' }] },
})

const acceptsJwt = (reference: Reference): Rule => ({
  id: 'userinfo/accept-jwt',
  title: {
    fr: 'userinfo est demandé sous la forme enregistrée pour le client : un JWT',
    en: 'userinfo is asked for in the form in which the client is registered for it: a JWT',
  },
  endpoint: 'userinfo',
  reference,
  remedy: {
    fr: 'Acceptez application/jwt, et lisez les claims dans le JWT une fois sa signature vérifiée ; ou enregistrez le client sans userinfo_signed_response_alg, si le hub le permet.',
    en: 'Accept application/jwt, and read the claims out of the JWT once its signature is verified; or register the client with no userinfo_signed_response_alg, where the hub offers that.',
  },
  check: (_params, { accept, givesJwt }) =>
    givesJwt && !/jwt|\*\/\*|application\/\*/i.test(accept ?? '*/*')
      ? verbatim(`Accept: ${accept}`)
      : undefined,
  examples: {
    kept: [{}],
    broken: [],
    brokenWhen: [{ params: {}, circumstances: { accept: 'application/json', givesJwt: true } }],
  },
})
