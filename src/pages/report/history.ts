import { type Html, html } from '../../lib/html.ts'
import type { Words } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { type DashboardFrame, dashboardPage } from '../dashboard/frame.ts'
import { ourWords, said } from '../language.ts'
import { outcomeBadge, type ReportProps } from './report.ts'
import { type ShownStatus, statusBadge } from './verdicts.ts'

export type HistoryProps = DashboardFrame & {
  client_id: string
  /** Newest first. */
  reports: readonly {
    id: string
    /** ISO 8601. */
    at: string
    hubs: readonly {
      title: string
      outcome: ReportProps['outcome']
      passed: number
      all: number
      /** The same report made now. */
      href: string
    }[]
    /** Since the one kept before it. */
    changes: readonly {
      title: Words
      before?: ShownStatus | undefined
      after?: ShownStatus | undefined
    }[]
    /** Whether none was kept before it. */
    isFirst: boolean
    files: readonly { name: string; href: string }[]
  }[]
}

const words = ourWords(
  {
    title: (client: string) => `Rapports gardés de ${client}`,
    intro:
      'Chaque rapport tel qu’il était, du plus récent au plus ancien, et ce qui a changé depuis le précédent.',
    none: 'Aucun rapport n’est gardé. La page d’une recette en garde un, pour y comparer les suivants.',
    first: 'Le premier qui fut gardé.',
    noChange: 'Rien n’a changé depuis le précédent.',
    changes: 'Ce qui a changé depuis le précédent',
    absent: 'absent',
    back: 'Toutes les recettes',
    download: 'Télécharger',
    of: (date: string) => `du ${date}`,
  },
  {
    title: (client: string) => `Kept reports of ${client}`,
    intro: 'Each report as it was, the newest first, and what changed since the one before.',
    none: 'No report is kept. The page of a recette keeps one, to compare the next ones with.',
    first: 'The first that was kept.',
    noChange: 'Nothing changed since the one before.',
    changes: 'What changed since the one before',
    absent: 'absent',
    back: 'Every recette',
    download: 'Download',
    of: (date: string) => `of ${date}`,
  },
)

/** The reports of a client that were kept, with what each changed. */
export const historyPage = (props: HistoryProps): Html => {
  const { lang, client_id, reports } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'report',
    title: text.title(client_id),
    intro: text.intro,
    children: html`
    ${reports.length === 0 && html`<p class="panel">${text.none}</p>`}
    ${reports.map((one) => keptReport(props, one))}
    <p><a href="/_doublure/report">${text.back}</a></p>`,
  })
}

const keptReport = ({ lang }: HistoryProps, kept: HistoryProps['reports'][number]): Html => {
  const text = words[lang]
  const { id, at, hubs, changes, isFirst, files } = kept
  const date = `${at.slice(0, 16).replace('T', ' ')} UTC`
  const badge = (status: ShownStatus | undefined) => (status ? statusBadge(lang, status) : text.absent)
  return html`
    <section class="panel" aria-labelledby="kept-${id}" data-testid="kept-report">
      <h2 id="kept-${id}"><time datetime="${at}">${date}</time></h2>
      <ul class="events">${hubs.map(
        ({ title, outcome, passed, all, href }) => html`
        <li class="event"><a href="${safeAddress(href)}">${title}</a> ${outcomeBadge(lang, outcome)} <span class="hint">${passed}/${all}</span></li>`,
      )}
      </ul>
      ${isFirst && html`<p class="hint">${text.first}</p>`}
      ${!isFirst && changes.length === 0 && html`<p class="hint">${text.noChange}</p>`}
      ${
        changes.length > 0 &&
        html`
      <h3>${text.changes}</h3>
      <ul class="changes">${changes.map(
        ({ title, before, after }) =>
          html`<li>${badge(before)} <span aria-hidden="true">→</span> ${badge(after)} ${said(lang, title)}</li>`,
      )}</ul>`
      }
      <p class="actions">${files.map(
        ({ name, href }) =>
          html`<a class="button small" href="${safeAddress(href)}">${text.download} ${name}<span class="unseen"> ${text.of(date)}</span></a>`,
      )}</p>
    </section>`
}
