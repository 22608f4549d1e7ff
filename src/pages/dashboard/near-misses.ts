import { type Html, html } from '../../lib/html.ts'
import { type Language, ourWords } from '../language.ts'

/** What almost matched. */
export type NearMissLine = {
  kind: 'client_id' | 'redirect_uri' | 'post_logout_redirect_uri' | 'login'
  received: string
  nearest?: string | undefined
  difference: string
  /** The language of the difference, where it is not that of the page. */
  lang?: Language | undefined
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
  },
  {
    title: 'Almost',
    client_id: 'Client',
    redirect_uri: 'Redirect URI',
    post_logout_redirect_uri: 'Address after logout',
    login: 'Armed login',
    received: 'received',
    nearest: 'nearest',
  },
)

/** Names, addresses and armed logins that almost matched; nothing when there are none. */
export const nearMissList = (lang: Language, misses: readonly NearMissLine[]): Html | undefined => {
  const text = words[lang]
  return misses.length === 0
    ? undefined
    : html`
    <section class="panel" aria-labelledby="near-misses" data-testid="near-misses">
      <h2 id="near-misses">${text.title}</h2>
      <ul class="events">${misses.map(
        ({ kind, received, nearest, difference, lang: spoken }) => html`
        <li class="event">
          <strong>${text[kind]}</strong>
          <span>${text.received} <code>${received}</code></span>
          ${nearest !== undefined && html`<span>${text.nearest} <code>${nearest}</code></span>`}
          <span${spoken && html` lang="${spoken}"`}>${difference}</span>
        </li>`,
      )}
      </ul>
    </section>`
}
