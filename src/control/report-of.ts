import { type Examined, makeReport } from '../conformance/report.ts'
import type { Report } from '../conformance/report-schema.ts'
import type { Registration } from '../conformance/traffic.ts'
import { WishError } from '../journey/wish.ts'
import type { Platform } from '../platforms/platform.ts'
import { type Desk, hubNamed } from './desk.ts'

/** Whom a report is about, and what it is made from. */
export type ReportOrder = {
  client_id: string
  /** Default: the hubs that the client used; before it used any, those it is registered on. */
  hub?: string | undefined
  /** Only exchanges of this label. */
  label?: string | undefined
  /** ISO 8601; earlier exchanges are left out. */
  since?: string | undefined
}

/** A registration with the hub's defaults, as criteria see it. */
export const registrationOf = (
  platform: Platform,
  client: Parameters<Platform['registration']>[0],
): Registration => {
  const metadata = platform.registration(client)
  const text = (name: string) => (typeof metadata?.[name] === 'string' ? String(metadata[name]) : undefined)
  return {
    client_id: client.client_id,
    client_name: client.client_name,
    redirect_uris: client.redirect_uris,
    scopes: text('scope')?.split(' ') ?? client.scopes,
    id_token_signed_response_alg: text('id_token_signed_response_alg'),
    userinfo_signed_response_alg: text('userinfo_signed_response_alg') ?? null,
  }
}

/** Makes the report of a client; @throws WishError for a client or a hub that does not exist. */
export const reportOf = (desk: Desk, { client_id, hub, label, since }: ReportOrder): Report => {
  const exchanges = desk.journal.filter()
  const hubs = hub === undefined ? desk.hubs : [hubNamed(desk, hub)]
  const used = new Set(exchanges.filter((one) => one.client_id === client_id).map((one) => one.hub))
  const examined = hubs.flatMap(({ facts, platform }): (Examined & { isUsed: boolean })[] => {
    const client = desk.clients.get(facts.id, client_id)
    if (!client && !used.has(facts.id)) return []
    return [
      {
        hub: facts.id,
        title: facts.title,
        asOf: platform.asOf.date,
        criteria: platform.criteria ?? [],
        isUsed: used.has(facts.id),
        ...(client && { client: registrationOf(platform, client) }),
      },
    ]
  })
  if (examined.length === 0) throw new WishError('client', client_id, clientIds(desk, hub))
  const chosen = examined.filter(({ isUsed }) => isUsed)
  return makeReport({
    client_id,
    hubs: chosen.length > 0 ? chosen : examined,
    exchanges,
    declarations: desk.archive.declarations(client_id),
    label,
    since,
    at: desk.now(),
  })
}

const clientIds = (desk: Desk, hub: string | undefined): string[] => [
  ...new Set([
    ...desk.clients.list(hub).map(({ client_id }) => client_id),
    ...desk.journal
      .filter(hub === undefined ? {} : { hub })
      .flatMap(({ client_id }) => (client_id === undefined ? [] : [client_id])),
  ]),
]
