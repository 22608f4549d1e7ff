import { type Html, html } from '../../lib/html.ts'
import { labelledField } from '../form.ts'
import { type ReportForms, reportForm } from './report-form.ts'
import type { ShownResult } from './verdicts.ts'
import { words } from './words.ts'

/** Where a person answers a criterion, or changes and takes back what was answered; `answerer` answered last. */
export const answerForm = (
  props: ReportForms & { answerer?: string | undefined },
  { criterion, declaration }: ShownResult,
): Html => {
  const text = words[props.lang]
  // One name a criterion, so that every label has its own field.
  const named = (field: string) => `${field}:${criterion}`
  const fields = html`
          ${labelledField({
            name: named('verdict'),
            label: text.verdict,
            required: true,
            value: declaration?.verdict,
            options: [
              { value: '', label: '…' },
              { value: 'passed', label: text.holds },
              { value: 'failed', label: text.fails },
            ],
          })}
          ${labelledField({ name: named('name'), label: text.name, required: true, value: declaration?.name ?? props.answerer })}
          ${labelledField({ name: named('note'), label: text.note, value: declaration?.note })}
          <button type="submit">${text.answer}</button>`
  const look = { className: 'answer-form', testId: `declare-${criterion}` }
  const form = reportForm(props, 'declare', { criterion }, fields, look)
  const summary = declaration ? text.again : text.answer
  return html`<details id="answer-${criterion}"><summary>${summary}</summary>${form}${declaration && withdrawal(props, criterion)}</details>`
}

const withdrawal = (props: ReportForms, criterion: string): Html =>
  reportForm(
    props,
    'withdraw',
    { criterion },
    html`<button class="small" type="submit">${words[props.lang].withdraw}</button>`,
    { testId: `withdraw-${criterion}` },
  )
