import { type Html, html } from '../lib/html.ts'
import type { Sentence, Words } from '../lib/words.ts'
import { safeAddress } from './address.ts'
import { hiddenFields } from './form.ts'
import { type Language, ourWords, said, spoken } from './language.ts'

/** One reason of a refusal, told to the developer of the client. */
export type Why = {
  /** In English alone where only the words of the hub's engine tell. */
  received: Sentence
  expected: Words
  /** The passage of a public document that says so; absent where none does. */
  passage?: { document: string; section: string; url: string } | undefined
  /** What to do. */
  remedy: Words
}

/** The offer to register a client that the hub does not know, taken from its request. */
export type EnrolOffer = {
  /** Where the form is posted. It sends `client_id`, one `redirect_uris` and one `scopes` field per value, the `client_secret` that is typed, and `fields`. */
  action: string
  client_id: string
  redirect_uris: readonly string[]
  scopes: readonly string[]
  /** Anything else to carry, such as a token against forgery or where to return. */
  fields?: Readonly<Record<string, string>>
}

/** What an error page adds for the developer, below what the hub shows. */
export type Explained = { why?: readonly Why[]; enrol?: EnrolOffer | undefined }

const words = ourWords(
  {
    title: 'Pourquoi ce refus ?',
    origin: 'Ce cadre est ajouté par Doublure pour qui développe le service ; le vrai site ne le montre pas.',
    received: 'Reçu',
    expected: 'Attendu',
    passage: 'Source',
    remedy: 'À faire',
    enrolTitle: 'Enregistrer ce client ?',
    enrolSentence: 'Il sera connu de cette doublure seulement, avec ce que sa demande contenait :',
    secret: 'Son client_secret (au moins 32 caractères)',
    enrol: 'Enregistrer et reprendre',
  },
  {
    title: 'Why this refusal?',
    origin:
      'This panel is added by Doublure for whoever develops the service; the real site does not show it.',
    received: 'Received',
    expected: 'Expected',
    passage: 'Source',
    remedy: 'What to do',
    enrolTitle: 'Register this client?',
    enrolSentence: 'Only this double will know it, with what its request contained:',
    secret: 'Its client_secret (at least 32 characters)',
    enrol: 'Register and go on',
  },
)

const reason = (lang: Language, { received, expected, passage, remedy }: Why): Html => html`
  <dl class="why-reason">
    <dt>${words[lang].received}</dt><dd${spoken(lang, received)}><code>${said(lang, received)}</code></dd>
    <dt>${words[lang].expected}</dt><dd>${said(lang, expected)}</dd>
    <dt>${words[lang].remedy}</dt><dd>${said(lang, remedy)}</dd>
    ${
      passage &&
      html`<dt>${words[lang].passage}</dt>
    <dd><a href="${safeAddress(passage.url)}" rel="noreferrer">${passage.document}, ${passage.section}</a></dd>`
    }
  </dl>`

const enrolForm = (lang: Language, offer: EnrolOffer): Html => html`
  <form class="enrol" method="post" action="${safeAddress(offer.action)}" data-testid="doublure-enrol">
    <h3>${words[lang].enrolTitle}</h3>
    <p>${words[lang].enrolSentence}</p>
    <dl>
      <dt>client_id</dt><dd><code>${offer.client_id}</code></dd>
      <dt>redirect_uris</dt>${offer.redirect_uris.map((uri) => html`<dd><code>${uri}</code></dd>`)}
      <dt>scopes</dt><dd><code>${offer.scopes.join(' ')}</code></dd>
    </dl>
    ${hiddenFields({ ...offer.fields, client_id: offer.client_id })}
    ${offer.redirect_uris.map((uri) => hiddenFields({ redirect_uris: uri }))}
    ${offer.scopes.map((scope) => hiddenFields({ scopes: scope }))}
    <div class="field">
      <label for="enrol-secret">${words[lang].secret}</label>
      <input id="enrol-secret" name="client_secret" minlength="32" autocomplete="off" required>
    </div>
    <button type="submit" data-testid="doublure-enrol-submit">${words[lang].enrol}</button>
  </form>`

/** The panel below an error that says what came, what was expected, which passage says so and what to do. */
export const whyPanel = (lang: Language, { why = [], enrol }: Explained): Html | undefined =>
  why.length === 0 && !enrol
    ? undefined
    : html`
  <section class="why" data-testid="doublure-why" aria-labelledby="doublure-why-title">
    <h2 id="doublure-why-title">${words[lang].title}</h2>
    <p class="hint">${words[lang].origin}</p>
    ${why.map((one) => reason(lang, one))}
    ${enrol && enrolForm(lang, enrol)}
  </section>`
