import { readFileSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import { packageFile } from '../lib/package-file.ts'
import { createHubKeys, type HubKeys, type PrivateJwk } from '../provider/hub-keys.ts'

/** The keys of every hub to serve: those of the configuration, or the development keys shipped with the package. */
export const hubKeysOf = ({ hubs }: Config, now: () => number): ReadonlyMap<string, HubKeys> =>
  new Map(
    hubs.map(({ id, keys }) => [
      id,
      createHubKeys((keys as { keys: PrivateJwk[] } | undefined) ?? shippedKeys(id), now),
    ]),
  )

const shippedKeys = (hub: string): { keys: PrivateJwk[] } =>
  JSON.parse(readFileSync(packageFile(`fixtures/keys/${hub}.json`), 'utf8'))
