import { z } from 'zod'
import { inARow, type Words } from '../../lib/words.ts'
import { answerFault, type WireAnswer } from '../fault.ts'
import { passages } from '../references.ts'

type Jwk = Readonly<Record<string, unknown>>

/** Public keys whose private halves nobody has. */
const strangers = {
  ES256: {
    kty: 'EC',
    use: 'sig',
    alg: 'ES256',
    crv: 'P-256',
    x: 'fNFLbeUkwe5ESKtONstz0_pvko4UowVm50dsG64VSfw',
    y: 'uxZH3tbEUlq_jguCzqhFrUwfBWO5ffgm4T50Q-BK3bE',
  },
  RS256: {
    kty: 'RSA',
    use: 'sig',
    alg: 'RS256',
    e: 'AQAB',
    n: '1Z8eF69efB_Fhbr6w4jJHOBRxG8xWj4kAQsvm9rhwRwtN029Es-0olO-mmNDeyt3VOe_3Ptu6fZNfNjepu-V0yF0cUofcMPZ2vU9UAfw_9QMCilaCT-qjs19xV23c_BBNehQ8VB5oA7M6GD8Lu_vrKYv2GQF8ZlKbDwbzkZ1l5ZXlxgU4u4kAPaGTbHoxWnCUoGLHTd3OTBvKD8QiFF5YP6cG_EZkPKUskUsPNjFL6eM_MABXdX3_NEEzIIVOua1Mr2eoVf9AGgZKWRmfDXwCL4dagh6xcnl7IjuO_LyqP9d55k8WU1Gy-SDG-5WhHe9Q4KeCk4lMoiWOegyvv-rBQ',
  },
} as const satisfies Readonly<Record<string, Jwk>>

/** A key that bears the name of this one, of another type and for another algorithm. */
const namesake = ({ kid, alg }: Jwk): Jwk => ({ ...strangers[alg === 'RS256' ? 'ES256' : 'RS256'], kid })

const REFUSE: Words = {
  fr: 'Garde le temps prévu les clés qu’il connaît déjà ; faute de clé pour le jeton, refuse la connexion.',
  en: 'Keeps the keys that it already knows for their time; without a key for the token it refuses the login.',
}

/** The JWKS with other keys. */
const withKeys = (answer: WireAnswer, change: (keys: readonly Jwk[]) => readonly Jwk[]): WireAnswer => {
  const { keys } = JSON.parse(answer.body) as { keys: readonly Jwk[] }
  return { ...answer, body: JSON.stringify({ keys: change(keys) }) }
}

/** What the hub publishes. Both documents are asked without a name, so whoever asks next receives the defect. */
export const documentFaults = [
  answerFault({
    id: 'jwks-unreachable',
    title: {
      fr: 'Les clés sont inaccessibles : la connexion réseau est coupée',
      en: 'The keys cannot be fetched: the connection drops',
    },
    seam: 'jwks',
    reference: passages.jwks,
    reaction: REFUSE,
    apply: (answer) => ({ ...answer, connection: 'dropped' }),
  }),
  answerFault({
    id: 'jwks-error-503',
    title: {
      fr: 'Les clés sont inaccessibles : le hub répond 503',
      en: 'The keys cannot be fetched: the hub answers 503',
    },
    seam: 'jwks',
    reference: passages.jwks,
    reaction: REFUSE,
    apply: () => ({ status: 503, type: 'text/plain; charset=utf-8', body: 'Service Unavailable' }),
  }),
  answerFault({
    id: 'jwks-empty',
    title: { fr: 'Le hub ne publie aucune clé', en: 'The hub publishes no key' },
    seam: 'jwks',
    reference: passages.jwks,
    reaction: REFUSE,
    apply: (answer) => withKeys(answer, () => []),
  }),
  answerFault({
    id: 'jwks-without-signing-key',
    title: {
      fr: 'La clé qui a signé le jeton a été retirée avant que le jeton soit vérifié',
      en: 'The key that signed the token was taken away before the token was checked',
    },
    seam: 'jwks',
    reference: passages.rotation,
    reaction: inARow(REFUSE, {
      fr: 'N’accepte jamais un jeton dont il n’a pas pu vérifier la signature.',
      en: 'It never accepts a token whose signature it could not check.',
    }),
    apply: (answer) =>
      withKeys(answer, (keys) =>
        keys.map((key, index) => ({ ...key, kid: `after-the-rotation-${index + 1}` })),
      ),
  }),
  answerFault({
    id: 'jwks-duplicate-kid',
    title: {
      fr: 'Une autre clé, d’un autre algorithme, porte le même nom (kid) et vient en premier',
      en: 'Another key, for another algorithm, bears the same name and comes first',
    },
    seam: 'jwks',
    reference: passages.signing,
    reaction: {
      fr: 'Choisit la clé d’après kid, kty et alg à la fois, ou refuse la connexion ; n’accepte jamais un jeton vérifié avec la mauvaise clé.',
      en: 'Chooses by kid, kty and alg together, or refuses the login; never checks with the wrong key and accepts.',
    },
    apply: (answer) => withKeys(answer, (keys) => keys.flatMap((key) => [namesake(key), key])),
  }),
  answerFault({
    id: 'discovery-issuer-mismatch',
    title: {
      fr: 'La découverte annonce un autre émetteur que celui à qui elle a été demandée',
      en: 'Discovery names another issuer than the one it was asked of',
    },
    module: 'oidcc-client-test-discovery-issuer-mismatch',
    seam: 'discovery',
    reference: passages.discovery,
    reaction: {
      fr: 'Refuse le document et n’envoie personne aux adresses qu’il donne.',
      en: 'Refuses the document and sends nobody to its endpoints.',
    },
    params: z.strictObject({ issuer: z.string().default('https://another-issuer.example.org') }),
    apply: (answer, { issuer }) => ({
      ...answer,
      body: JSON.stringify({ ...JSON.parse(answer.body), issuer }),
    }),
  }),
]
