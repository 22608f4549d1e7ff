import type { Desk } from '../control/desk.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { type HomeProps, homePage } from '../pages/dashboard/home.ts'
import { foldReads, isRead } from './fold-reads.ts'
import { clientOptions, eventLines } from './lines.ts'
import { page, type Screen, type Shown } from './screen.ts'

/** How many lines of the journal the first page shows, beside the documents read. */
const LINES = 8

const common = (frame: DashboardFrame, { hubs, people }: Desk): HomeProps => ({
  ...frame,
  hubs: hubs.map(({ platform, facts, strictness }) => ({
    id: facts.id,
    title: facts.title,
    discovery: `${facts.base}${platform.endpoints.discovery.path}`,
    asOf: platform.asOf.date,
    observes: strictness(undefined) === 'observe',
  })),
  people: { citizens: people.list('citizen').length, agents: people.list('agent').length },
})

/** The first page, for a browser that may see and do everything. */
export const openHome = (frame: DashboardFrame, desk: Desk, status = 200): Shown => {
  const lines = eventLines(desk, desk.journal.filter())
  const reads = foldReads(lines.filter(isRead))
  const events = [...lines.filter((line) => !isRead(line)).slice(0, LINES), ...reads]
  return page(homePage({ ...common(frame, desk), open: { clients: clientOptions(desk), events } }), status)
}

/** The first page for a browser that may not: the hubs, and why there is no more. */
export const lockedHome = (
  frame: DashboardFrame,
  desk: Desk,
  locked: NonNullable<HomeProps['locked']>,
  status: number,
): Shown => page(homePage({ ...common(frame, desk), locked }), status)

export const homeScreens: readonly Screen[] = [
  { method: 'GET', path: '/', show: ({ frame }, desk) => openHome(frame, desk) },
]
