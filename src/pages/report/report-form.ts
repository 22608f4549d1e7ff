import { type Html, html } from '../../lib/html.ts'
import { type DashboardFrame, postForm } from '../dashboard/frame.ts'
import { hiddenFields } from '../form.ts'

/** What every form of a report says: whose it is, and since when. */
export type ReportForms = DashboardFrame & {
  client_id: string
  hub: string
  /** ISO 8601: what came before is left out. */
  since?: string | undefined
  /** Where forms are sent: `/_doublure/report`. */
  home: string
}

/** A form of the page of a report, sent to `path` below it with `fields` that are not shown. */
export const reportForm = (
  props: ReportForms,
  path: string,
  fields: Readonly<Record<string, string>>,
  content: Html,
  look: { className?: string; testId?: string } = {},
): Html => {
  const { client_id, hub, since, home } = props
  const whom = { client_id, hub, ...(since !== undefined && { since }) }
  const all = html`${hiddenFields({ ...whom, ...fields })}${content}`
  return postForm(props, `${home}/${path}`, all, { className: 'inline', ...look })
}
