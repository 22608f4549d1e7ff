import type { HubConfig } from '../config/config.ts'

/** The issuer of a hub, `base` being the address where Doublure is reached. */
export const issuerOf = ({ id, issuer }: Pick<HubConfig, 'id' | 'issuer'>, base: string): string =>
  issuer ?? `${base}/${id}/api/v2`

/** Where a hub describes itself when it is asked at `base`, whatever its issuer. */
export const discoveryAt = ({ id }: Pick<HubConfig, 'id'>, base: string): string =>
  `${base}/${id}/api/v2/.well-known/openid-configuration`
