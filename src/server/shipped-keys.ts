import { readFileSync } from 'node:fs'
import type { PrivateJwk } from '../provider/hub-keys.ts'

/** The development keys of a hub, shipped with the package. */
export const shippedKeys = (hub: string): { keys: PrivateJwk[] } =>
  JSON.parse(readFileSync(new URL(`../../fixtures/keys/${hub}.json`, import.meta.url), 'utf8'))
