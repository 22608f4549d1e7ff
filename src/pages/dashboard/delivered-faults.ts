import { type Html, html } from '../../lib/html.ts'
import type { Words } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { type Language, ourWords, said } from '../language.ts'
import { sectionHref } from './frame.ts'
import { type Passage, passageLink } from './passage.ts'

/** A fault that an answer carried, as the catalogue explains it. */
export type DeliveredFault = {
  id: string
  /** Absent when the catalogue does not have it: the journal comes from another version. */
  known?: { title: Words; reaction: Words; reference: Passage } | undefined
  /** Which answers carried it. */
  carriers: readonly { endpoint: string; href: string }[]
  /** What the client asked for after the first of them; absent when nothing tells that it was the same client. */
  next?: readonly string[] | undefined
}

const words = ourWords(
  {
    title: 'Faute livrée exprès',
    carried: 'Portée par',
    reaction: 'Un client correct',
    next: 'Ensuite',
    nothing: 'le service n’a plus rien demandé',
    asked: (endpoints: string) => `le service a demandé ${endpoints}`,
    passage: 'Source',
  },
  {
    title: 'Fault delivered on purpose',
    carried: 'Carried by',
    reaction: 'A correct client',
    next: 'Then',
    nothing: 'the service asked for nothing more',
    asked: (endpoints: string) => `the service asked for ${endpoints}`,
    passage: 'Source',
  },
)

/** What was spoilt on purpose, what a correct client makes of it, and what this one did; nothing when nothing was. */
export const deliveredFaultList = (lang: Language, faults: readonly DeliveredFault[]): Html | undefined => {
  const text = words[lang]
  return faults.length === 0
    ? undefined
    : html`
    <section class="panel" aria-labelledby="delivered-title" data-testid="delivered-faults">
      <h2 id="delivered-title">${text.title}</h2>
      ${faults.map(
        ({ id, known, carriers, next }) => html`
      <article class="why-reason">
        <h3>${heading(lang, id, known)}</h3>
        <dl class="facts">
          <dt>${text.carried}</dt><dd>${carriers.map(({ endpoint, href }) => html`<a href="${safeAddress(href)}">${endpoint}</a> `)}</dd>
          ${known && html`<dt>${text.reaction}</dt><dd>${said(lang, known.reaction)}</dd>`}
          ${next && html`<dt>${text.next}</dt><dd>${next.length === 0 ? text.nothing : text.asked(next.join(', '))}</dd>`}
          ${known && html`<dt>${text.passage}</dt><dd>${passageLink(known.reference)}</dd>`}
        </dl>
      </article>`,
      )}
    </section>`
}

/** The fault's name, which leads to the catalogue, and what it is. */
const heading = (lang: Language, id: string, known: DeliveredFault['known']): Html =>
  known
    ? html`<a class="badge warning" href="${sectionHref('faults')}#fault-${encodeURIComponent(id)}">${id}</a> <span>${said(lang, known.title)}</span>`
    : html`<span class="badge warning">${id}</span>`
