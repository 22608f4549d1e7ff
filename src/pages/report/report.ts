import { type Html, html } from '../../lib/html.ts'
import type { Words } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { dashboardPage } from '../dashboard/frame.ts'
import { type Language, said } from '../language.ts'
import { answerForm } from './answer-form.ts'
import { rehearsalPanel, type ShownStep } from './rehearsal-panel.ts'
import { type ReportForms, reportForm } from './report-form.ts'
import { type ShownResult, type ShownStatus, statusBadge, verdictItem } from './verdicts.ts'
import { words } from './words.ts'

/** The report of one client on one hub, and what its page offers. */
export type ReportProps = ReportForms & {
  hubTitle: string
  asOf: string
  /** ISO 8601. */
  at: string
  /** The same report, of what comes from now on; of everything, when it has a beginning. */
  restart: string
  outcome: 'passed' | 'failed' | 'incomplete'
  counts: Readonly<Record<ShownStatus, number>>
  results: readonly ShownResult[]
  rehearsal: readonly ShownStep[]
  /** Who answered a question of this client last. */
  answerer?: string | undefined
  /** Since the last report that was kept; absent when none was. */
  changes?:
    | readonly { title: Words; before?: ShownStatus | undefined; after?: ShownStatus | undefined }[]
    | undefined
  /** Where the reports that were kept are listed; absent while there is none. */
  history?: string | undefined
  /** Renderings, by name. */
  files: readonly { name: string; href: string }[]
  /** Tells of each exchange. */
  stream: string
}

/** Milliseconds of silence after which a client is taken to have done all that it will do: the page looks once more. */
const SETTLE = 2500

const outcomes = {
  passed: { tone: 'good', word: 'outcomePassed' },
  failed: { tone: 'bad', word: 'outcomeFailed' },
  incomplete: { tone: 'warning', word: 'outcomeIncomplete' },
} as const

/** An outcome as a word and a colour. */
export const outcomeBadge = (lang: Language, outcome: ReportProps['outcome']): Html =>
  html`<span class="badge ${outcomes[outcome].tone}" data-testid="outcome">${words[lang][outcomes[outcome].word]}</span>`

/** The recette of one client on one hub: what is proved, what is missing, and how to show it. */
export const reportPage = (props: ReportProps): Html => {
  const { lang, client_id, hubTitle, results, since } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'report',
    title: text.of(client_id, hubTitle),
    intro: `${text.asOf(props.asOf)}, ${text.made(props.at.slice(0, 16).replace('T', ' '))} UTC${since === undefined ? '' : `, ${text.since(since.slice(0, 16).replace('T', ' '))} UTC`}. ${text.print}`,
    children: html`
    <div class="stack" data-live="${safeAddress(props.stream)}" data-settle="${SETTLE}">
      <p><strong>${text.outcome}</strong> ${outcomeBadge(lang, props.outcome)}</p>
      <p class="figures">${Object.entries(props.counts).map(
        ([status, count]) => html`<span>${statusBadge(lang, status as ShownStatus)} ${count}</span>`,
      )}</p>
      ${changesPanel(props)}
      ${rehearsalPanel(props)}
      ${(['observed', 'provoked', 'declared'] as const).map(
        (kind) => html`
      <h2>${text[kind]}</h2>
      <ul class="verdicts">${results
        .filter((one) => one.kind === kind)
        .map((one) => verdictItem(lang, one, isAsked(one) && answerForm(props, one)))}</ul>`,
      )}
    </div>
    <div class="actions">
      ${reportForm(props, 'keep', {}, html`<button class="primary" type="submit">${text.keep}</button>`, { testId: 'keep' })}
      ${props.history !== undefined && html`<a class="button" href="${safeAddress(props.history)}">${text.kept}</a>`}
      <a class="button" href="${safeAddress(props.restart)}">${since === undefined ? text.restart : text.whole}</a>
      ${props.files.map(
        ({ name, href }) => html`<a class="button" href="${safeAddress(href)}">${text.download} ${name}</a>`,
      )}
    </div>`,
  })
}

/** Whether it is for a person to say, or was said. */
const isAsked = ({ status, declaration }: ShownResult): boolean =>
  status === 'review' || declaration !== undefined

const changesPanel = ({ lang, changes }: ReportProps): Html | undefined => {
  if (!changes) return undefined
  const text = words[lang]
  if (changes.length === 0) return html`<p class="hint" data-testid="changes">${text.noChange}</p>`
  const badge = (status: ShownStatus | undefined) => (status ? statusBadge(lang, status) : text.absent)
  return html`
      <section class="panel" data-testid="changes">
        <h2>${text.changes}</h2>
        <ul>${changes.map(
          ({ title, before, after }) =>
            html`<li>${said(lang, title)} ${badge(before)} → ${badge(after)}</li>`,
        )}</ul>
      </section>`
}
