import { type Html, html } from '../../lib/html.ts'
import { ourWords } from '../language.ts'
import { type DeliveredFault, deliveredFaultList } from './delivered-faults.ts'
import { statusBadge } from './events.ts'
import { clock } from './fields.ts'
import { type FindingLine, findingList } from './findings.ts'
import { type DashboardFrame, dashboardPage, sectionHref } from './frame.ts'
import { type NearMissLine, nearMissList } from './near-misses.ts'
import { type TokenView, tokenList } from './tokens.ts'

type Pairs = Readonly<Record<string, string | readonly string[] | undefined>>

export type ExchangeProps = DashboardFrame & {
  hub: string
  endpoint: string
  at: string
  duration: number
  method: string
  path: string
  login?: string | undefined
  client?: string | undefined
  faults: readonly DeliveredFault[]
  refusal?: { code: string; message?: string | undefined } | undefined
  request: { query: Pairs; body: Pairs; headers: Pairs }
  response: {
    status: number
    location?: string | undefined
    posted?: string | undefined
    content_type?: string | undefined
  }
  /** Nothing of the answer left. */
  unanswered?: true | undefined
  /** Body of the answer, tokens shortened. */
  answer?: string | undefined
  findings: readonly FindingLine[]
  nearMisses: readonly NearMissLine[]
  tokens: readonly TokenView[]
}

const words = ourWords(
  {
    request: 'La demande',
    response: 'La réponse',
    query: 'Adresse',
    body: 'Formulaire',
    headers: 'En-têtes',
    client: 'Client',
    refusal: 'Refus',
    type: 'Type',
    location: 'Redirection',
    posted: 'Envoi du formulaire',
    unanswered: 'aucune réponse',
    carries: 'Ce qu’elle porte',
    login: 'Toute la connexion',
    back: 'Tout le journal',
    answer: 'Corps',
  },
  {
    request: 'The request',
    response: 'The answer',
    query: 'Address',
    body: 'Form',
    headers: 'Headers',
    client: 'Client',
    refusal: 'Refusal',
    type: 'Type',
    location: 'Redirect',
    posted: 'Posted to',
    unanswered: 'no answer',
    carries: 'What it carries',
    login: 'The whole login',
    back: 'The whole journal',
    answer: 'Body',
  },
)

/** One exchange: what was asked, what was answered, what is wrong in it. */
export const exchangePage = (props: ExchangeProps): Html => {
  const { lang, hub, endpoint, at, duration, method, path, login, client, request, response } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'journal',
    title: `${hub} ${endpoint}`,
    children: html`
    ${deliveredFaultList(lang, props.faults)}
    ${findingList(lang, props.findings)}
    ${nearMissList(props, props.nearMisses)}
    <div class="columns">
      <section class="panel" aria-labelledby="request-title">
        <h2 id="request-title">${text.request}</h2>
        <p><code>${method} ${path}</code></p>
        <p class="hint">${clock(at)} UTC${client !== undefined && ` · ${text.client} ${client}`}</p>
        ${pairs(text.query, request.query)}${pairs(text.body, request.body)}${pairs(text.headers, request.headers)}
      </section>
      <section class="panel" aria-labelledby="response-title">
        <h2 id="response-title">${text.response}</h2>
        <p>${props.unanswered ? html`<span class="badge bad">${text.unanswered}</span>` : statusBadge(response.status)} <span class="hint">${duration} ms</span></p>
        ${pairs('', {
          [text.type]: response.content_type,
          [text.location]: withoutQuery(response.location),
          [text.posted]: withoutQuery(response.posted),
          [text.refusal]: props.refusal && `${props.refusal.code} ${props.refusal.message ?? ''}`,
        })}
        ${pairs(text.carries, carriedBy(response.location ?? response.posted))}
        ${props.answer !== undefined && html`<h3>${text.answer}</h3><pre tabindex="0"><code>${props.answer}</code></pre>`}
      </section>
    </div>
    ${tokenList(lang, props.tokens)}
    <p class="actions">
      ${login !== undefined && html`<a class="button" href="${sectionHref('journal')}/logins/${encodeURIComponent(login)}">${text.login}</a>`}
      <a class="button" href="${sectionHref('journal')}">${text.back}</a>
    </p>`,
  })
}

/** An address without what it carries; the list below tells that, decoded. */
const withoutQuery = (address: string | undefined): string | undefined => address?.replace(/[?#].*$/s, '')

const carriedBy = (address = ''): Pairs => {
  const [, query = ''] = /[?#](.*)$/s.exec(address) ?? []
  const params = new URLSearchParams(query)
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]))
}

const pairs = (title: string, values: Pairs): Html | undefined => {
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  return known.length === 0
    ? undefined
    : html`
        ${title !== '' && html`<h3>${title}</h3>`}
        <dl class="facts">${known.map(([name, value]) => html`<dt>${name}</dt><dd><code>${typeof value === 'object' ? value.join(' | ') : value}</code></dd>`)}</dl>`
}
