import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Jwk = { kid: string; alg: string } & Record<string, string>

/** The keys that every server of the benchmark signs with: those that the package ships for FranceConnect. */
export const keys: readonly Jwk[] = JSON.parse(
  readFileSync(join(process.cwd(), 'fixtures/keys/franceconnect.json'), 'utf8'),
).keys

export const publicKeys = keys.map(({ d, p, q, dp, dq, qi, ...rest }) => rest)
