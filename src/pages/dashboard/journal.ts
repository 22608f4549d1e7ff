import { type Html, html } from '../../lib/html.ts'
import { labelledField, type Option } from '../form.ts'
import { ourWords } from '../language.ts'
import { type EventLine, eventList, type ReadsLine } from './events.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'
import { type NearMissLine, nearMissList } from './near-misses.ts'

export type JournalProps = DashboardFrame & {
  events: readonly (EventLine | ReadsLine)[]
  /** How many more there are than those shown. */
  more: number
  nearMisses: readonly NearMissLine[]
  hubs: readonly Option[]
  endpoints: readonly string[]
  /** The filter as it was asked, by name. */
  filter: Readonly<Record<string, string>>
  /** The filter as a query string, without `?`. */
  query: string
  /** What an import has just added. */
  imported?: { added: number; known: number } | undefined
}

const words = ourWords(
  {
    title: 'Journal',
    intro: 'Chaque échange entre un service et un hub, réuni en connexions. Les secrets sont raccourcis.',
    search: 'Chercher',
    searchHint: 'Des mots : un paramètre, une adresse, un code, une personne.',
    hub: 'Hub',
    client_id: 'Client',
    label: 'Étiquette',
    endpoint: 'Point d’accès',
    any: 'tous',
    outcome: 'Issue',
    anyOutcome: 'toutes',
    unsuccessful: 'n’a pas abouti',
    filter: 'Filtrer',
    more: (count: number) => `${count} de plus, plus anciens : affinez le filtre pour les voir.`,
    tools: 'Exporter, importer, vider',
    json: 'Exporter en JSON',
    har: 'Exporter en HAR',
    file: 'Un journal exporté (JSON ou HAR)',
    import: 'Importer',
    clear: 'Vider ce qui est filtré',
    clearAll: 'Vider le journal',
    reset: 'Tout voir',
    imported: (added: number) =>
      added === 1 ? '1 échange ajouté au journal.' : `${added} échanges ajoutés au journal.`,
    known: (count: number) =>
      count === 1
        ? '1 y était déjà, ou venait deux fois.'
        : `${count} y étaient déjà, ou venaient deux fois.`,
  },
  {
    title: 'Journal',
    intro: 'Every exchange of a service with a hub, joined into logins. Secrets are shortened.',
    search: 'Search',
    searchHint: 'Words: a parameter, an address, a code, a person.',
    hub: 'Hub',
    client_id: 'Client',
    label: 'Label',
    endpoint: 'Endpoint',
    any: 'all',
    outcome: 'Outcome',
    anyOutcome: 'any',
    unsuccessful: 'did not come through',
    filter: 'Filter',
    more: (count: number) => `${count} more, older: narrow the filter to see them.`,
    tools: 'Export, import, clear',
    json: 'Export as JSON',
    har: 'Export as HAR',
    file: 'An exported journal (JSON or HAR)',
    import: 'Import',
    clear: 'Clear what is filtered',
    clearAll: 'Clear the journal',
    reset: 'See everything',
    imported: (added: number) =>
      added === 1 ? '1 exchange added to the journal.' : `${added} exchanges added to the journal.`,
    known: (count: number) =>
      count === 1 ? '1 was there already, or came twice.' : `${count} were there already, or came twice.`,
  },
)

/** What happened, newest first, live. */
export const journalPage = (props: JournalProps): Html => {
  const { lang, events, more, nearMisses, query, imported } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'journal',
    title: text.title,
    intro: text.intro,
    children: html`
    ${
      imported &&
      html`<p class="callout" role="status" data-testid="notice">${text.imported(imported.added)} ${imported.known > 0 && text.known(imported.known)}</p>`
    }
    ${filterForm(props)}
    ${nearMissList(props, nearMisses)}
    ${eventList(props, events, `${sectionHref('journal')}/stream`)}
    ${more > 0 && html`<p class="hint">${text.more(more)}</p>`}
    <details>
      <summary>${text.tools}</summary>
      <p class="actions">
        <a class="button" href="${sectionHref('journal')}/export.json?${query}">${text.json}</a>
        <a class="button" href="${sectionHref('journal')}/export.har?${query}">${text.har}</a>
      </p>
      ${importForm(props)}
      ${postForm(props, `${sectionHref('journal')}/clear?${query}`, html`<button class="danger" type="submit">${query === '' ? text.clearAll : text.clear}</button>`)}
    </details>`,
  })
}

const filterForm = ({ lang, hubs, endpoints, filter, query }: JournalProps): Html => {
  const text = words[lang]
  const any = { value: '', label: text.any }
  return html`
    <form class="panel" method="get" action="${sectionHref('journal')}">
      <div class="filters">
        ${labelledField({ name: 'search', label: text.search, hint: text.searchHint, value: filter.search })}
        ${labelledField({
          name: 'outcome',
          label: text.outcome,
          options: [
            { value: '', label: text.anyOutcome },
            { value: 'unsuccessful', label: text.unsuccessful },
          ],
          value: filter.outcome,
        })}
        ${labelledField({ name: 'hub', label: text.hub, options: [any, ...hubs], value: filter.hub })}
        ${labelledField({ name: 'endpoint', label: text.endpoint, options: [any, ...endpoints.map((one) => ({ value: one, label: one }))], value: filter.endpoint })}
        ${labelledField({ name: 'client_id', label: text.client_id, value: filter.client_id })}
        ${labelledField({ name: 'label', label: text.label, value: filter.label })}
      </div>
      <div class="actions">
        <button class="primary" type="submit">${text.filter}</button>
        ${query !== '' && html`<a class="button" href="${sectionHref('journal')}">${text.reset}</a>`}
      </div>
    </form>`
}

const importForm = ({ lang, formToken }: JournalProps): Html => html`
      <form class="search" method="post" enctype="multipart/form-data" action="${sectionHref('journal')}/import">
        <input type="hidden" name="form_token" value="${formToken}">
        <div class="field">
          <label for="field-file">${words[lang].file}</label>
          <input id="field-file" name="file" type="file" accept=".json,.har,application/json" required>
        </div>
        <button type="submit">${words[lang].import}</button>
      </form>`
