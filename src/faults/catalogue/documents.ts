import { z } from 'zod'
import { answerFault, type WireAnswer } from '../fault.ts'
import { passages } from '../references.ts'

type Jwk = Readonly<Record<string, unknown>>

const REFUSE =
  'Keeps the keys that it already knows for their time; without a key for the token it refuses the login.'

/** The JWKS with other keys. */
const withKeys = (answer: WireAnswer, change: (keys: readonly Jwk[]) => readonly Jwk[]): WireAnswer => {
  const { keys } = JSON.parse(answer.body) as { keys: readonly Jwk[] }
  return { ...answer, body: JSON.stringify({ keys: change(keys) }) }
}

/** What the hub publishes. Both documents are asked without a name, so whoever asks next receives the defect. */
export const documentFaults = [
  answerFault({
    id: 'jwks-unreachable',
    title: 'The keys cannot be fetched: the connection drops',
    seam: 'jwks',
    reference: passages.jwks,
    reaction: REFUSE,
    apply: (answer) => ({ ...answer, connection: 'dropped' }),
  }),
  answerFault({
    id: 'jwks-error-503',
    title: 'The keys cannot be fetched: the hub answers 503',
    seam: 'jwks',
    reference: passages.jwks,
    reaction: REFUSE,
    apply: () => ({ status: 503, type: 'text/plain; charset=utf-8', body: 'Service Unavailable' }),
  }),
  answerFault({
    id: 'jwks-empty',
    title: 'The hub publishes no key',
    seam: 'jwks',
    reference: passages.jwks,
    reaction: REFUSE,
    apply: (answer) => withKeys(answer, () => []),
  }),
  answerFault({
    id: 'jwks-without-signing-key',
    title: 'The key that signed the token was taken away before the token was checked',
    seam: 'jwks',
    reference: passages.rotation,
    reaction: `${REFUSE} It never accepts a token whose signature it could not check.`,
    apply: (answer) =>
      withKeys(answer, (keys) =>
        keys.map((key, index) => ({ ...key, kid: `after-the-rotation-${index + 1}` })),
      ),
  }),
  answerFault({
    id: 'jwks-duplicate-kid',
    title: 'Two keys have the same name',
    seam: 'jwks',
    reference: passages.signing,
    reaction:
      'Chooses by kid, kty and alg together, or refuses the login; never checks with the wrong key and accepts.',
    apply: (answer) =>
      withKeys(answer, (keys) => keys.map((key) => ({ ...key, kid: keys[0]?.kid ?? 'the-same-kid' }))),
  }),
  answerFault({
    id: 'discovery-issuer-mismatch',
    title: 'Discovery names another issuer than the one it was asked of',
    module: 'oidcc-client-test-discovery-issuer-mismatch',
    seam: 'discovery',
    reference: passages.discovery,
    reaction: 'Refuses the document and sends nobody to its endpoints.',
    params: z.strictObject({ issuer: z.string().default('https://another-issuer.example.org') }),
    apply: (answer, { issuer }) => ({
      ...answer,
      body: JSON.stringify({ ...JSON.parse(answer.body), issuer }),
    }),
  }),
]
