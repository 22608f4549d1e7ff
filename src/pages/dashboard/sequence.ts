import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { type Language, ourWords } from '../language.ts'
import { statusBadge } from './events.ts'

/** Who takes part, in the order of the columns. */
export type Actor = 'client' | 'browser' | 'hub' | 'identity_provider'

/** One arrow. */
export type Arrow = {
  from: Actor
  to: Actor
  text: string
  status?: number | undefined
  /** The answer never left. */
  lost?: true | undefined
  after: number
  took?: number | undefined
  /** Where its exchange is shown. */
  href: string
  /** The faults that it carries. */
  faults?: readonly string[] | undefined
}

const order: readonly Actor[] = ['client', 'browser', 'hub', 'identity_provider']

const words = ourWords(
  {
    title: 'Le déroulé',
    client: 'Service',
    browser: 'Navigateur',
    hub: 'Hub',
    identity_provider: 'Fournisseur',
    to: 'vers',
    answers: 'répond',
    lost: 'aucune réponse',
    spoilt: 'faute livrée :',
  },
  {
    title: 'The sequence',
    client: 'Service',
    browser: 'Browser',
    hub: 'Hub',
    identity_provider: 'Provider',
    to: 'to',
    answers: 'answers',
    lost: 'no answer',
    spoilt: 'fault delivered:',
  },
)

/** Draws who called whom, with statuses and times: an ordered list, whatever draws the arrows. */
export const sequenceDrawing = (lang: Language, arrows: readonly Arrow[]): Html => {
  const text = words[lang]
  return html`
    <section class="panel" aria-labelledby="sequence-title">
      <h2 id="sequence-title">${text.title}</h2>
      <div class="lanes" aria-hidden="true">${order.map((actor) => html`<span>${text[actor]}</span>`)}</div>
      <ol class="sequence" data-testid="sequence">${arrows.map((arrow) => step(lang, arrow))}
      </ol>
    </section>`
}

const step = (
  lang: Language,
  { from, to, text, status, lost, after, took, href, faults = [] }: Arrow,
): Html => {
  const names = words[lang]
  const [start, end] = [order.indexOf(from), order.indexOf(to)]
  const span = `span-${Math.min(start, end) + 1}-${Math.max(start, end) + 1}`
  const way = end > start ? 'rightward' : 'leftward'
  const isAnswer = lost || status !== undefined
  const badge = lost ? html`<span class="badge bad">${names.lost}</span>` : status && statusBadge(status)
  return html`
        <li class="step ${span} ${way}${isAnswer && ' answer'}${faults.length > 0 && ' spoilt'}">
          <p class="said">
            <span class="unseen">${names[from]} ${isAnswer ? names.answers : names.to} ${names[to]}, </span>
            ${isAnswer ? html`${badge} ${text}` : html`<a href="${safeAddress(href)}">${text}</a>`}
            ${faults.map((fault) => html`<span class="badge warning"><span class="unseen">${names.spoilt} </span>${fault}</span> `)}
            <span class="hint">${isAnswer ? `${took ?? 0} ms` : `+${after} ms`}</span>
          </p>
          <span class="arrow" aria-hidden="true"></span>
        </li>`
}
