import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { type Language, ourWords } from '../language.ts'
import { clock } from './fields.ts'
import type { DashboardFrame } from './frame.ts'

/** What almost matched. */
export type NearMissLine = {
  kind: 'client_id' | 'redirect_uri' | 'post_logout_redirect_uri' | 'login'
  received: string
  nearest?: string | undefined
  difference: string
  /** The language of the difference, where it is not that of the page. */
  lang?: Language | undefined
  /** Where it was seen: the last exchange, and how many there were; absent on its own page. */
  seen?: { hubs: readonly string[]; at: string; href: string; count: number } | undefined
}

const words = ourWords(
  {
    title: 'Presque',
    client_id: 'Client',
    redirect_uri: 'Adresse de retour',
    post_logout_redirect_uri: 'Adresse après déconnexion',
    login: 'Connexion armée',
    received: 'reçu',
    nearest: 'le plus proche',
    times: (count: number) => `${count} fois`,
  },
  {
    title: 'Almost',
    client_id: 'Client',
    redirect_uri: 'Redirect URI',
    post_logout_redirect_uri: 'Address after logout',
    login: 'Armed login',
    received: 'received',
    nearest: 'nearest',
    times: (count: number) => `${count} times`,
  },
)

/** Names, addresses and armed logins that almost matched; nothing when there are none. */
export const nearMissList = (
  { lang, today }: Pick<DashboardFrame, 'lang' | 'today'>,
  misses: readonly NearMissLine[],
): Html | undefined => {
  const text = words[lang]
  return misses.length === 0
    ? undefined
    : html`
    <section class="panel" aria-labelledby="near-misses" data-testid="near-misses">
      <h2 id="near-misses">${text.title}</h2>
      <ul class="events">${misses.map(
        ({ kind, received, nearest, difference, lang: spoken, seen }) => html`
        <li class="event">
          ${seen && html`${clock(seen.at, today)} <a href="${safeAddress(seen.href)}">${seen.hubs.join(', ')}</a>`}
          <strong>${text[kind]}</strong>
          <span>${text.received} <code>${received}</code></span>
          ${nearest !== undefined && html`<span>${text.nearest} <code>${nearest}</code></span>`}
          <span${spoken && html` lang="${spoken}"`}>${difference}</span>
          ${seen && seen.count > 1 && html`<span class="badge">${text.times(seen.count)}</span>`}
        </li>`,
      )}
      </ul>
    </section>`
}
