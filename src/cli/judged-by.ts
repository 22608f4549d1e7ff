import type { Config } from '../config/config.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Examined } from '../conformance/report.ts'
import type { SavedRegistration } from '../journal/saved-registration.ts'
import { ProblemsError } from '../lib/problem.ts'
import { examine } from '../platforms/examine.ts'
import { platformOf } from '../platforms/index.ts'

/** A hub with the registration that a client is judged by there, and a sentence that says which that is. */
export type Judged = { examined: Examined; by: string }

/** What the journal carries comes first: it is what the hub knew. */
export const judgedBy = (
  hub: string,
  client_id: string,
  saved: readonly SavedRegistration[],
  { hubs, clients }: Config,
  { merged }: Pick<LoadedConfig, 'merged'>,
): Judged => {
  const { hub: _, as_of, ...carried } = saved.find(isOf(hub, client_id)) ?? { hub }
  const platform = platformOf(hub, as_of ?? hubs.find(({ id }) => id === hub)?.as_of)
  if (!platform) throw new ProblemsError([{ origin: 'journal', message: `there is no hub "${hub}"` }])
  const said = (by: string) => `${client_id} on ${hub}: judged by ${by}`
  if ('client_id' in carried)
    return {
      examined: { ...examine(platform, undefined), client: carried },
      by: said('the registration that the journal carries'),
    }
  const client = clients.find((one) => one.client_id === client_id && (one.hubs?.includes(hub) ?? true))
  return {
    examined: examine(platform, client, clients),
    by: said(`${client ? 'the' : 'no'} registration of ${place(merged)}`),
  }
}

const isOf = (hub: string, client_id: string) => (one: SavedRegistration) =>
  one.hub === hub && one.client_id === client_id

/** Where the configuration has its clients from. */
const place = ({ lists, originAt }: LoadedConfig['merged']): string => {
  if (typeof lists.clients === 'string') return lists.clients
  const origin = originAt(['clients'])
  return origin === 'default' ? 'the clients that come with Doublure' : origin
}
