import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { bilingual, type Language } from '../language.ts'
import { clock } from './fields.ts'

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
  /** Code of the hub's refusal. */
  refusal?: string | undefined
} & (
  | { kind: 'login'; state: LoginEnding; exchanges: number; duration: number }
  | { kind: 'exchange'; title: string; status: number }
)

/** How far a login came. */
export type LoginEnding =
  | 'under_way'
  | 'called_back'
  | 'tokens_sent'
  | 'completed'
  | 'refused'
  | 'failed'
  | 'logged_out'

const words = bilingual(
  {
    under_way: 'en cours',
    called_back: 'arrêt au retour',
    tokens_sent: 'arrêt aux jetons',
    completed: 'connecté',
    spoilt: 'userinfo lu',
    refused: 'refusé',
    failed: 'erreur rendue',
    logged_out: 'déconnecté',
    login: 'Connexion',
    exchanges: (count: number) => (count === 1 ? '1 échange' : `${count} échanges`),
    findings: (count: number) => (count === 1 ? '1 remarque' : `${count} remarques`),
    none: 'Rien encore. Connectez-vous depuis votre service : tout apparaîtra ici, au fur et à mesure.',
    nobody: 'client inconnu',
  },
  {
    under_way: 'under way',
    called_back: 'stopped at the callback',
    tokens_sent: 'stopped at the tokens',
    completed: 'logged in',
    spoilt: 'userinfo read',
    refused: 'refused',
    failed: 'error returned',
    logged_out: 'logged out',
    login: 'Login',
    exchanges: (count: number) => (count === 1 ? '1 exchange' : `${count} exchanges`),
    findings: (count: number) => (count === 1 ? '1 finding' : `${count} findings`),
    none: 'Nothing yet. Log in from your service: everything will appear here as it happens.',
    nobody: 'unknown client',
  },
)

const looks: Record<LoginEnding, string> = {
  under_way: 'muted',
  called_back: 'warning',
  tokens_sent: 'warning',
  completed: 'good',
  refused: 'bad',
  failed: 'bad',
  logged_out: 'muted',
}

/** How a login ended, as a badge; whoever reads userinfo after a fault may have accepted it or not. */
export const endingBadge = (lang: Language, state: LoginEnding, isSpoilt: boolean): Html => {
  const told = state === 'completed' && isSpoilt ? 'spoilt' : state
  return html`<span class="badge ${lookOf(state, isSpoilt)}">${words[lang][told]}</span>`
}

const lookOf = (state: LoginEnding, isSpoilt: boolean): string =>
  state === 'completed' && isSpoilt ? 'warning' : looks[state]

/** A status of HTTP, as a badge. */
export const statusBadge = (status: number): Html =>
  html`<span class="badge ${status >= 400 ? 'bad' : 'good'}">${status}</span>`

/** What a line is seen by from afar. */
const toneOf = (event: EventLine): string => {
  if (event.kind === 'login') return lookOf(event.state, event.fault !== undefined)
  return event.status >= 400 ? 'bad' : 'muted'
}

const line = (lang: Language, event: EventLine): Html => {
  const text = words[lang]
  const { href, at, hub, client, persona, label, fault, findings, refusal } = event
  const title = event.kind === 'login' ? `${text.login} ${hub}` : `${hub} ${event.title}`
  return html`
      <li class="event ${toneOf(event)}">
        ${clock(at)}
        <a href="${safeAddress(href)}">${title}</a>
        <span>${event.kind === 'login' ? endingBadge(lang, event.state, fault !== undefined) : statusBadge(event.status)}</span>
        <span class="notes">
          <span>${client ?? (event.kind === 'login' && text.nobody)}${persona !== undefined && ` · ${persona}`}</span>
          ${refusal !== undefined && html`<span class="code">${refusal}</span>`}
          ${label !== undefined && html`<span class="badge">${label}</span>`}
          ${fault !== undefined && html`<span class="badge warning">${fault}</span>`}
          ${findings > 0 && html`<span class="badge warning">${text.findings(findings)}</span>`}
        </span>
        ${event.kind === 'login' && html`<span class="hint end">${text.exchanges(event.exchanges)}, ${event.duration} ms</span>`}
      </li>`
}

/** The lines of the journal, replaced as exchanges happen where scripts run. */
export const eventList = (lang: Language, events: readonly EventLine[], streamHref: string): Html => html`
    <div data-live="${streamHref}" data-testid="events">
    ${
      events.length === 0
        ? html`<p class="panel">${words[lang].none}</p>`
        : html`<ul class="events timeline">${events.map((event) => line(lang, event))}</ul>`
    }
    </div>`
