import { type Html, html } from '../../lib/html.ts'
import type { Sentence } from '../../lib/words.ts'
import { type Language, ourWords, said, spoken } from '../language.ts'
import { type Passage, passageLink } from './passage.ts'

/** A rule that a message broke, explained. */
export type FindingLine = {
  /** Absent for a refusal that no rule of ours foresees. */
  rule?: string | undefined
  title?: Sentence | undefined
  message: Sentence
  remedy?: Sentence | undefined
  reference?: Passage | undefined
  /** Code of the refusal; absent when the finding is only reported. */
  code?: string | undefined
}

const words = ourWords(
  {
    title: 'Ce qui ne va pas',
    received: 'Reçu',
    expected: 'Attendu',
    remedy: 'À faire',
    passage: 'Source',
    reported: 'signalé, non refusé',
  },
  {
    title: 'What is wrong',
    received: 'Received',
    expected: 'Expected',
    remedy: 'What to do',
    passage: 'Source',
    reported: 'reported, not refused',
  },
)

/** Each finding, with what to do and which passage says so; nothing when there is none. */
export const findingList = (lang: Language, findings: readonly FindingLine[]): Html | undefined => {
  const text = words[lang]
  return findings.length === 0
    ? undefined
    : html`
    <section class="panel" aria-labelledby="findings-title" data-testid="findings">
      <h2 id="findings-title">${text.title}</h2>
      ${findings.map(
        ({ rule, title, message, remedy, reference, code }) => html`
      <article class="why-reason">
        <h3>${rule !== undefined && html`<code>${rule}</code> `}<span class="badge ${code === undefined ? 'warning' : 'bad'}">${code ?? text.reported}</span></h3>
        <dl class="facts">
          <dt>${text.received}</dt><dd${spoken(lang, message)}>${said(lang, message)}</dd>
          ${title !== undefined && html`<dt>${text.expected}</dt><dd${spoken(lang, title)}>${said(lang, title)}</dd>`}
          ${remedy !== undefined && html`<dt>${text.remedy}</dt><dd${spoken(lang, remedy)}>${said(lang, remedy)}</dd>`}
          ${reference && html`<dt>${text.passage}</dt><dd>${passageLink(reference)}</dd>`}
        </dl>
      </article>`,
      )}
    </section>`
}
