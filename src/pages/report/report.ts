import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { type DashboardFrame, dashboardPage, postForm } from '../dashboard/frame.ts'
import { hiddenFields, labelledField } from '../form.ts'
import { type Language, said } from '../language.ts'
import { type Bilingual, type ShownResult, type ShownStatus, statusBadge, verdictItem } from './verdicts.ts'
import { words } from './words.ts'

/** The report of one client on one hub, and what its page offers. */
export type ReportProps = DashboardFrame & {
  client_id: string
  hub: string
  hubTitle: string
  asOf: string
  /** ISO 8601. */
  at: string
  /** ISO 8601: what came before is left out. */
  since?: string | undefined
  /** The same report, of what comes from now on; of everything, when it has a beginning. */
  restart: string
  outcome: 'passed' | 'failed' | 'incomplete'
  counts: Readonly<Record<ShownStatus, number>>
  results: readonly ShownResult[]
  rehearsal: readonly {
    id: string
    title: Bilingual
    done: boolean
    fault?: string | undefined
    criteria: readonly string[]
    params?: Readonly<Record<string, string>> | undefined
    /** The armed fault that will show it: id, absent while none waits. */
    waiting?: string | undefined
  }[]
  /** Since the last report that was kept; absent when none was. */
  changes?:
    | readonly { title: Bilingual; before?: ShownStatus | undefined; after?: ShownStatus | undefined }[]
    | undefined
  /** Where the reports that were kept are listed; absent while there is none. */
  history?: string | undefined
  /** Renderings, by name. */
  files: readonly { name: string; href: string }[]
  /** Where forms are sent: `/_doublure/report`. */
  home: string
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
      ${postForm(
        props,
        `${props.home}/keep`,
        html`${whom(props)}<button class="primary" type="submit">${text.keep}</button>`,
        { className: 'inline', testId: 'keep' },
      )}
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

/** What every form of the page says. */
const whom = ({ client_id, hub, since }: ReportProps, more: Record<string, string> = {}): Html =>
  hiddenFields({ client_id, hub, ...(since !== undefined && { since }), ...more })

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

const rehearsalPanel = (props: ReportProps): Html => {
  const { lang, rehearsal, results } = props
  const text = words[lang]
  const open = rehearsal.filter(({ done }) => !done)
  return html`
      <section class="panel" data-testid="rehearsal">
        <h2>${text.rehearsal}</h2>
        <p class="hint">${text.doneSteps(rehearsal.length - open.length)} / ${rehearsal.length}. ${open.length === 0 ? text.allDone : text.rehearsalAbout}</p>
        <ol class="steps">${open.map(
          (step) => html`
          <li id="step-${step.id}" data-testid="step-${step.id}">${said(lang, step.title)}${armForm(props, step)}${shownBy(lang, results, step)}</li>`,
        )}</ol>
      </section>`
}

/** Arms the fault of a step, or takes it away while it waits. */
const armForm = (
  props: ReportProps,
  { id: step, fault, params, waiting }: ReportProps['rehearsal'][number],
): Html | undefined => {
  if (fault === undefined) return undefined
  const text = words[props.lang]
  const send = (path: string, label: string, fields: Record<string, string>) =>
    postForm(
      props,
      `${props.home}/${path}`,
      html`${whom(props, { step, ...fields })}<button class="small" type="submit">${label}<span class="unseen"> ${fault}</span></button>`,
      { className: 'inline', testId: `${path}-${fault}` },
    )
  if (waiting === undefined)
    return send('arm', text.arm, { fault, ...(params && { params: JSON.stringify(params) }) })
  return html` <span class="badge warning">${text.waiting}</span>${send('disarm', text.disarm, { armed: waiting })}`
}

/** What a step with a fault is for; of another that was begun, what it still has to show, and why it did not. */
const shownBy = (
  lang: Language,
  results: ReportProps['results'],
  { fault, criteria }: ReportProps['rehearsal'][number],
): Html | undefined => {
  const shown = results.filter(({ criterion }) => criteria.includes(criterion))
  const [first] = shown
  if (fault !== undefined) return first && html`<p class="hint">${said(lang, first.title)}</p>`
  const missing = shown.filter(({ status }) => status === 'not_observed')
  if (missing.length === 0 || missing.length === shown.length) return undefined
  return html`<p class="hint">${words[lang].missing}</p><ul class="hint">${missing.map(
    ({ title, because }) => html`<li>${said(lang, title)} (${said(lang, because)})</li>`,
  )}</ul>`
}

const answerForm = (props: ReportProps, { criterion, status }: ShownResult): Html => {
  const { lang } = props
  const text = words[lang]
  // One name a criterion, so that every label has its own field.
  const named = (field: string) => `${field}:${criterion}`
  const form = postForm(
    props,
    `${props.home}/declare`,
    html`${whom(props, { criterion })}
          ${labelledField({
            name: named('verdict'),
            label: text.verdict,
            required: true,
            options: [
              { value: '', label: '…' },
              { value: 'passed', label: text.holds },
              { value: 'failed', label: text.fails },
            ],
          })}
          ${labelledField({ name: named('name'), label: text.name, required: true })}
          ${labelledField({ name: named('note'), label: text.note })}
          <button type="submit">${text.answer}</button>`,
    { className: 'answer-form', testId: `declare-${criterion}` },
  )
  return html`<details id="answer-${criterion}"><summary>${status === 'review' ? text.answer : text.again}</summary>${form}</details>`
}
