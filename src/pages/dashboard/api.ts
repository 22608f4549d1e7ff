import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { english, ourWords } from '../language.ts'
import { type DashboardFrame, dashboardPage } from './frame.ts'

export type ApiProps = DashboardFrame & {
  /** Where the API is. */
  url: string
  resources: readonly {
    name: string
    operations: readonly {
      method: string
      path: string
      summary: string
      /** Names of what it takes in the query and in the body. */
      query: readonly string[]
      body?: string | undefined
    }[]
  }[]
}

const words = ourWords(
  {
    title: 'API de pilotage',
    intro:
      'Tout ce que fait ce tableau de bord, un test peut le faire. Le document OpenAPI dit chaque champ.',
    document: 'Document OpenAPI 3.1',
    takes: 'Prend',
  },
  {
    title: 'Control API',
    intro: 'Whatever this dashboard does, a test can do. The OpenAPI document tells every field.',
    document: 'OpenAPI 3.1 document',
    takes: 'Takes',
  },
)

/** A readable page of the control API. */
export const apiPage = (props: ApiProps): Html => {
  const text = words[props.lang]
  return dashboardPage(props, {
    section: 'api',
    title: text.title,
    intro: text.intro,
    children: html`
    <p><code>${props.url}</code> · <a href="${safeAddress(`${props.url}/openapi.json`)}">${text.document}</a></p>
    ${props.resources.map(
      ({ name, operations }) => html`
    <section class="panel" aria-labelledby="resource-${name}">
      <h2 id="resource-${name}">${name}</h2>
      <ul class="events">${operations.map(
        ({ method, path, summary, query, body }) => html`
        <li class="event">
          <span class="badge">${method}</span> <code>${path}</code>
          <span${english(props.lang)}>${summary}</span>
          ${(query.length > 0 || body !== undefined) && html`<span class="hint">${text.takes} ${[...query, ...(body === undefined ? [] : [body])].join(', ')}</span>`}
        </li>`,
      )}
      </ul>
    </section>`,
    )}`,
  })
}
