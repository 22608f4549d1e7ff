import { type Html, html } from '../../lib/html.ts'
import type { Sentence } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { type Language, ourWords, said, spoken } from '../language.ts'
import { endingBadge, type LoginEnding, lookOf } from './ending-badge.ts'
import { clock } from './fields.ts'
import type { DashboardFrame } from './frame.ts'

/** A refusal in short: what the hub calls it, and what it received. */
export type ShortRefusal = { code: string; reason?: Sentence | undefined }

/** One line of the journal: a login with its exchanges joined, or an exchange of no login. */
export type EventLine = {
  href: string
  at: string
  hub: string
  client?: string | undefined
  persona?: string | undefined
  label?: string | undefined
  fault?: string | undefined
  /** How many rules were broken. */
  findings: number
  /** Code of the first refusal of the hub, and what it received. */
  refusal?: ShortRefusal | undefined
} & (
  | { kind: 'login'; state: LoginEnding; exchanges: number; duration: number }
  | {
      kind: 'exchange'
      title: string
      status: number
      /** Discovery or keys, given as they should be. */
      isRead: boolean
    }
)

/** Documents read one after the other, as one line. */
export type ReadsLine = {
  kind: 'reads'
  /** What stays the same of it when one more is read. */
  key: string
  /** When the last was. */
  at: string
  hubs: readonly string[]
  count: number
  /** The latest, newest first. */
  lines: readonly EventLine[]
}

const words = ourWords(
  {
    login: 'Connexion',
    exchanges: (count: number) => (count === 1 ? '1 échange' : `${count} échanges`),
    findings: (count: number) => (count === 1 ? '1 remarque' : `${count} remarques`),
    none: 'Rien encore. Connectez-vous depuis votre service : tout apparaîtra ici, au fur et à mesure.',
    nobody: 'client inconnu',
    reads: (count: number) => `${count} lectures de documents`,
    more: (count: number) => `et ${count} de plus, plus anciennes`,
  },
  {
    login: 'Login',
    exchanges: (count: number) => (count === 1 ? '1 exchange' : `${count} exchanges`),
    findings: (count: number) => (count === 1 ? '1 finding' : `${count} findings`),
    none: 'Nothing yet. Log in from your service: everything will appear here as it happens.',
    nobody: 'unknown client',
    reads: (count: number) => `${count} documents read`,
    more: (count: number) => `and ${count} more, older`,
  },
)

type Frame = Pick<DashboardFrame, 'lang' | 'today'>

/** A status of HTTP, as a badge. */
export const statusBadge = (status: number): Html =>
  html`<span class="badge ${status >= 400 ? 'bad' : 'good'}">${status}</span>`

/** A refusal, on one line. */
export const shortRefusal = (lang: Language, { code, reason }: ShortRefusal): Html =>
  html`<span class="code">${code}</span> ${reason !== undefined && html`<span${spoken(lang, reason)}>${said(lang, reason)}</span>`}`

/** What a line is seen by from afar. */
const toneOf = (event: EventLine): string => {
  if (event.kind === 'login') return lookOf(event.state, event.fault !== undefined)
  return event.status >= 400 ? 'bad' : 'muted'
}

const line = ({ lang, today }: Frame, event: EventLine): Html => {
  const text = words[lang]
  const { href, at, hub, client, persona, label, fault, findings, refusal } = event
  const title = event.kind === 'login' ? `${text.login} ${hub}` : `${hub} ${event.title}`
  return html`
      <li class="event ${toneOf(event)}">
        ${clock(at, today)}
        <a href="${safeAddress(href)}">${title}</a>
        <span>${event.kind === 'login' ? endingBadge(lang, event.state, fault !== undefined) : statusBadge(event.status)}</span>
        <span class="notes">
          <span>${client ?? (event.kind === 'login' && text.nobody)}${persona !== undefined && ` · ${persona}`}</span>
          ${label !== undefined && html`<span class="badge">${label}</span>`}
          ${fault !== undefined && html`<span class="badge warning">${fault}</span>`}
          ${findings > 0 && html`<span class="badge warning">${text.findings(findings)}</span>`}
        </span>
        ${event.kind === 'login' && html`<span class="hint end">${text.exchanges(event.exchanges)}, ${event.duration} ms</span>`}
        ${refusal && html`<span class="reason">${shortRefusal(lang, refusal)}</span>`}
      </li>`
}

const folded = (frame: Frame, { key, at, hubs, count, lines }: ReadsLine): Html => {
  const text = words[frame.lang]
  const left = count - lines.length
  return html`
      <li class="event muted">
        ${clock(at, frame.today)}
        <details class="reads" id="reads-${key}">
          <summary>${text.reads(count)} <span class="hint">${hubs.join(', ')}</span></summary>
          <ul class="events">${lines.map((one) => line(frame, one))}</ul>
          ${left > 0 && html`<p class="hint">${text.more(left)}</p>`}
        </details>
      </li>`
}

/** The lines of the journal, replaced as exchanges happen where scripts run. */
export const eventList = (
  frame: Frame,
  events: readonly (EventLine | ReadsLine)[],
  streamHref: string,
): Html => html`
    <div data-live="${streamHref}" data-testid="events">
    ${
      events.length === 0
        ? html`<p class="panel">${words[frame.lang].none}</p>`
        : html`<ul class="events timeline">${events.map((event) => (event.kind === 'reads' ? folded(frame, event) : line(frame, event)))}</ul>`
    }
    </div>`
