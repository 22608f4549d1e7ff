import { type Html, html } from '../../lib/html.ts'
import { type Language, ourWords } from '../language.ts'

/** How far a login came. */
export type LoginEnding =
  | 'under_way'
  | 'called_back'
  | 'tokens_sent'
  | 'completed'
  | 'refused'
  | 'failed'
  | 'logged_out'

const words = ourWords(
  {
    under_way: 'en cours',
    called_back: 'arrêt au retour',
    tokens_sent: 'arrêt aux jetons',
    completed: 'connecté',
    spoilt: 'userinfo lu',
    refused: 'refusé',
    failed: 'échec',
    logged_out: 'déconnecté',
  },
  {
    under_way: 'under way',
    called_back: 'stopped at the callback',
    tokens_sent: 'stopped at the tokens',
    completed: 'logged in',
    spoilt: 'userinfo read',
    refused: 'refused',
    failed: 'failed',
    logged_out: 'logged out',
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

/** What a login is seen by from afar. */
export const lookOf = (state: LoginEnding, isSpoilt: boolean): string =>
  state === 'completed' && isSpoilt ? 'warning' : looks[state]
