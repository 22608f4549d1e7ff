import type { Config } from '../config/config.ts'
import type { Problem } from '../lib/problem.ts'
import { platformOf, platforms } from '../platforms/index.ts'

/** What only the platforms can tell of a configuration: allowed, and of no effect or surprising. */
export const advisePlatforms = ({ hubs, clients, personas, identity_providers }: Config): Problem[] => [
  ...hubs.flatMap(({ id, as_of }) => tooOld(id, as_of)),
  ...clients.flatMap((client) => {
    const on = hubs.filter(({ id }) => client.hubs?.includes(id) ?? true)
    const scopes = new Set(on.flatMap(({ id, as_of }) => Object.keys(platformOf(id, as_of)?.scopes ?? {})))
    const unknown = (client.scopes ?? []).filter((scope) => on.length > 0 && !scopes.has(scope))
    return unknown.map((scope) => ({
      origin: `client "${client.client_id}"`,
      message: `scopes names "${scope}", which none of its hubs has`,
    }))
  }),
  ...personas.flatMap(({ id, idp_id, platforms: overrides }) => {
    const elsewhere = Object.keys(overrides).filter((name) => !known.has(name))
    const providers = [idp_id, ...Object.values(overrides).map((override) => override.idp_id)]
    const missing = providers.filter(
      (name) => name !== undefined && !identity_providers.some((one) => one.id === name),
    )
    return [
      ...elsewhere.map((name) => `platforms names "${name}", which is no hub`),
      ...missing.map((name) => `idp_id names "${name}", which is no identity provider`),
    ].map((message) => ({ origin: `persona "${id}"`, message }))
  }),
]

const known = new Set(platforms.flat().flatMap(({ id, family }) => [id, family]))

const tooOld = (id: string, asOf: string | undefined): Problem[] => {
  const dates = platforms
    .flat()
    .filter((platform) => platform.id === id)
    .map(({ asOf: { date } }) => date)
  if (asOf === undefined || dates.some((date) => date <= `${asOf}-99`)) return []
  return [
    {
      origin: `hub "${id}"`,
      message: `as_of ${asOf} is before every definition known (${dates.join(', ')}): the oldest is used`,
    },
  ]
}
