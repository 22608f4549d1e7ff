import { type Html, html } from '../../lib/html.ts'
import { labelledField } from '../form.ts'
import { english, ourWords } from '../language.ts'
import { type DeliveredFault, deliveredFaultList } from './delivered-faults.ts'
import { endingBadge, type LoginEnding } from './ending-badge.ts'
import { clock } from './fields.ts'
import { type FindingLine, findingList } from './findings.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'
import { type NearMissLine, nearMissList } from './near-misses.ts'
import { type Arrow, sequenceDrawing } from './sequence.ts'
import { type TokenView, tokenList } from './tokens.ts'

export type LoginProps = DashboardFrame & {
  id: string
  hub: string
  client?: string | undefined
  persona?: string | undefined
  label?: string | undefined
  state: LoginEnding
  began: string
  duration: number
  /** The first one, and what the hub received; in English. */
  refusal?: { code: string; reason?: string | undefined } | undefined
  faults: readonly DeliveredFault[]
  arrows: readonly Arrow[]
  findings: readonly FindingLine[]
  nearMisses: readonly NearMissLine[]
  tokens: readonly TokenView[]
}

const words = ourWords(
  {
    title: (hub: string) => `Connexion sur ${hub}`,
    client: 'Client',
    persona: 'Personne',
    began: 'Commencée',
    state: 'État',
    refusal: 'Refus',
    label: 'Étiquette',
    save: 'Étiqueter',
    back: 'Tout le journal',
    unknown: 'inconnu',
    called_back:
      'Le service a été rappelé et n’a demandé aucun jeton : il a refusé ce retour, ou ne l’a pas reçu. Son propre journal dit pourquoi.',
    tokens_sent:
      'Le service a ses jetons et n’a jamais demandé userinfo : il a refusé l’ID Token, ou il s’en contente. Son propre journal dit pourquoi.',
    spoilt:
      'Le service a lu userinfo. S’il a refusé la connexion ensuite, le trafic ne le montre pas : regardez ce qu’il affiche.',
    lasted: (ms: number) => `en ${ms} ms`,
  },
  {
    title: (hub: string) => `Login on ${hub}`,
    client: 'Client',
    persona: 'Person',
    began: 'Began',
    state: 'State',
    refusal: 'Refusal',
    label: 'Label',
    save: 'Label it',
    back: 'The whole journal',
    unknown: 'unknown',
    called_back:
      'The service was called back and asked for no token: it refused this callback, or never got it. Its own log says why.',
    tokens_sent:
      'The service has its tokens and never asked for userinfo: it refused the ID Token, or is content with it. Its own log says why.',
    spoilt:
      'The service read userinfo. If it refused the login then, traffic does not show it: look at what it displays.',
    lasted: (ms: number) => `in ${ms} ms`,
  },
)

/** One login: what came of it, who called whom, what was wrong, what the tokens say. */
export const loginPage = (props: LoginProps): Html => {
  const { lang, id, hub, client, persona, label, state, began, duration, refusal, faults } = props
  const text = words[lang]
  const isSpoilt = faults.length > 0
  const silence =
    state === 'called_back' || state === 'tokens_sent' ? state : state === 'completed' && isSpoilt && 'spoilt'
  return dashboardPage(props, {
    section: 'journal',
    title: text.title(hub),
    children: html`
    <div class="rows" data-live="${sectionHref('journal')}/stream?login=${encodeURIComponent(id)}">
      <dl class="facts panel">
        <dt>${text.state}</dt><dd>${endingBadge(lang, state, isSpoilt)} ${silence && html`<span class="hint">${text[silence]}</span>`}</dd>
        <dt>${text.client}</dt><dd>${client ?? text.unknown}</dd>
        ${persona !== undefined && html`<dt>${text.persona}</dt><dd><a href="${sectionHref('personas')}/${encodeURIComponent(persona)}">${persona}</a></dd>`}
        <dt>${text.began}</dt><dd>${clock(began)} UTC, ${text.lasted(duration)}</dd>
        ${refusal && html`<dt>${text.refusal}</dt><dd><span class="code">${refusal.code}</span> <span${english(lang)}>${refusal.reason}</span></dd>`}
      </dl>
    ${deliveredFaultList(lang, faults)}
    ${findingList(lang, props.findings)}
    ${nearMissList(props, props.nearMisses)}
    ${sequenceDrawing(lang, props.arrows)}
    ${tokenList(lang, props.tokens)}
    </div>
    ${postForm(
      props,
      `${sectionHref('journal')}/logins/${encodeURIComponent(id)}/label`,
      html`
      ${labelledField({ name: 'label', label: text.label, value: label })}
      <button type="submit">${text.save}</button>`,
      { className: 'search panel' },
    )}
    <p><a href="${sectionHref('journal')}">${text.back}</a></p>`,
  })
}
