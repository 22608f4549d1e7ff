import { type Html, html } from '../../lib/html.ts'
import type { Words } from '../../lib/words.ts'
import { type Language, said } from '../language.ts'
import { type ReportForms, reportForm } from './report-form.ts'
import type { ShownResult } from './verdicts.ts'
import { words } from './words.ts'

/** A step of the rehearsal. */
export type ShownStep = {
  id: string
  title: Words
  done: boolean
  fault?: string | undefined
  criteria: readonly string[]
  params?: Readonly<Record<string, string>> | undefined
  /** The armed fault that will show it: id, absent while none waits. */
  waiting?: string | undefined
}

/** What a report judged, and the steps that show the rest. */
type Rehearsed = ReportForms & { results: readonly ShownResult[]; rehearsal: readonly ShownStep[] }

/** The steps that are left, each with what it takes. */
export const rehearsalPanel = (props: Rehearsed): Html => {
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
const armForm = (props: Rehearsed, { id: step, fault, params, waiting }: ShownStep): Html | undefined => {
  if (fault === undefined) return undefined
  const text = words[props.lang]
  const send = (path: string, label: string, fields: Record<string, string>) =>
    reportForm(
      props,
      path,
      { step, ...fields },
      html`<button class="small" type="submit">${label}<span class="unseen"> ${fault}</span></button>`,
      { testId: `${path}-${fault}` },
    )
  if (waiting === undefined)
    return send('arm', text.arm, { fault, ...(params && { params: JSON.stringify(params) }) })
  return html` <span class="badge warning">${text.waiting}</span>${send('disarm', text.disarm, { armed: waiting })}`
}

/** What a step with a fault is for; of another that was begun, what it still has to show, and why it did not. */
const shownBy = (
  lang: Language,
  results: readonly ShownResult[],
  { fault, criteria }: ShownStep,
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
