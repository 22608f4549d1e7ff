import { makeReport } from '../conformance/report.ts'
import type { Report } from '../conformance/report-schema.ts'
import { WishError } from '../journey/wish.ts'
import type { HubId } from '../lib/hub-id.ts'
import { examine } from '../platforms/examine.ts'
import { type Desk, hubNamed } from './desk.ts'

/** Whom a report is about, and what it is made from. */
export type ReportOrder = {
  client_id: string
  /** Default: the hubs that the client used; before it used any, those it is registered on. */
  hub?: HubId | undefined
  /** Only exchanges of this label. */
  label?: string | undefined
  /** ISO 8601; earlier exchanges are left out. */
  since?: string | undefined
}

/** The same from outside, where any text may stand for a hub. */
type Asked = Omit<ReportOrder, 'hub'> & { hub?: string | undefined }

/** Makes the report of a client; @throws WishError for a client or a hub that does not exist. */
export const reportOf = (desk: Desk, { client_id, hub: asked, label, since }: Asked): Report => {
  const exchanges = desk.journal.filter()
  const hub = asked === undefined ? undefined : hubNamed(desk, asked)
  const hubs = hub ? [hub] : desk.hubs
  const used = new Set(exchanges.filter((one) => one.client_id === client_id).map((one) => one.hub))
  const registered = (id: string) => desk.clients.get(id, client_id)
  const chosen = hubs.filter(({ facts }) => used.has(facts.id))
  const examined = chosen.length > 0 ? chosen : hubs.filter(({ facts }) => registered(facts.id))
  if (examined.length === 0) throw new WishError('client', client_id, clientIds(desk, hub?.facts.id))
  return makeReport({
    client_id,
    hubs: examined.map(({ facts, platform }) => examine(platform, registered(facts.id), desk.clients.list())),
    exchanges,
    declarations: desk.archive.declarations(client_id),
    label,
    since,
    at: desk.now(),
  })
}

const clientIds = (desk: Desk, hub: HubId | undefined): string[] => [
  ...new Set([
    ...desk.clients.list(hub).map(({ client_id }) => client_id),
    ...desk.journal
      .filter(hub === undefined ? {} : { hub })
      .flatMap(({ client_id }) => (client_id === undefined ? [] : [client_id])),
  ]),
]
