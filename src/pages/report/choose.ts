import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { type DashboardFrame, dashboardPage } from '../dashboard/frame.ts'
import { outcomeBadge, type ReportProps } from './report.ts'
import { words } from './words.ts'

export type ChooseReportProps = DashboardFrame & {
  clients: readonly {
    client_id: string
    client_name: string
    /** Where its kept reports are listed; absent while there is none. */
    history?: string
    hubs: readonly {
      title: string
      href: string
      outcome: ReportProps['outcome']
      passed: number
      all: number
    }[]
  }[]
}

/** Every client and hub that a report can be made of, with how far it is. */
export const chooseReportPage = (props: ChooseReportProps): Html => {
  const { lang, clients } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'report',
    title: text.title,
    intro: text.intro,
    children: html`
    <h2>${clients.length > 0 ? text.choose : text.none}</h2>
    <ul class="panels">${clients.map(
      ({ client_id, client_name, history, hubs }) => html`
      <li class="panel">
        <h3>${client_name} <code>${client_id}</code></h3>
        <ul class="verdicts">${hubs.map(
          ({ title, href, outcome, passed, all }) =>
            html`<li><a href="${safeAddress(href)}">${title}</a> ${outcomeBadge(lang, outcome)} <span class="hint">${passed}/${all}</span></li>`,
        )}</ul>
        ${history !== undefined && html`<p><a href="${safeAddress(history)}">${text.kept}<span class="unseen"> ${client_name}</span></a></p>`}
      </li>`,
    )}</ul>`,
  })
}
