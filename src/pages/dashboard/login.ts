import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { labelledField } from '../form.ts'
import { ourWords } from '../language.ts'
import { type DeliveredFault, deliveredFaultList } from './delivered-faults.ts'
import { endingBadge, type LoginEnding } from './ending-badge.ts'
import { type ShortRefusal, shortRefusal, statusBadge } from './events.ts'
import { clock } from './fields.ts'
import { type FindingLine, findingList } from './findings.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'
import { type NearMissLine, nearMissList } from './near-misses.ts'
import { type Arrow, sequenceDrawing } from './sequence.ts'
import { type TokenView, tokenList } from './tokens.ts'
import { type UndeliveredFault, undeliveredList } from './undelivered.ts'

export type LoginProps = DashboardFrame & {
  id: string
  hub: string
  client?: string | undefined
  persona?: string | undefined
  label?: string | undefined
  state: LoginEnding
  began: string
  duration: number
  refusal?: ShortRefusal | undefined
  /** Refused requests of no known login, which its client may have sent next. */
  sequels: readonly { href: string; text: string; status: number; refusal?: ShortRefusal | undefined }[]
  faults: readonly DeliveredFault[]
  /** Faults that were meant for it, and that no answer delivered. */
  undelivered: readonly UndeliveredFault[]
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
    sequels: 'Peut-être la suite',
    armed: 'Fautes armées',
    label: 'Étiquette',
    save: 'Étiqueter',
    back: 'Tout le journal',
    unknown: 'inconnu',
    called_back:
      'Le service a été rappelé, et aucune demande de jeton n’a pu être reliée à cette connexion : il a refusé ce retour, ne l’a pas reçu, ou a demandé autrement. Son propre journal dit pourquoi.',
    tokens_sent:
      'Le service a ses jetons, et aucune demande à userinfo n’a pu être reliée à cette connexion : il a refusé l’ID Token, s’en contente, ou a demandé autrement. Son propre journal dit pourquoi.',
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
    sequels: 'Perhaps what came next',
    armed: 'Armed faults',
    label: 'Label',
    save: 'Label it',
    back: 'The whole journal',
    unknown: 'unknown',
    called_back:
      'The service was called back, and no token request could be joined to this login: it refused this callback, never got it, or asked in another way. Its own log says why.',
    tokens_sent:
      'The service has its tokens, and no userinfo request could be joined to this login: it refused the ID Token, is content with it, or asked in another way. Its own log says why.',
    spoilt:
      'The service read userinfo. If it refused the login then, traffic does not show it: look at what it displays.',
    lasted: (ms: number) => `in ${ms} ms`,
  },
)

/** One login: what came of it, who called whom, what was wrong, what the tokens say. */
export const loginPage = (props: LoginProps): Html => {
  const { lang, id, hub, client, persona, label, state, began, duration, refusal, sequels, faults } = props
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
        ${refusal && html`<dt>${text.refusal}</dt><dd>${shortRefusal(lang, refusal)}</dd>`}
        ${
          sequels.length > 0 &&
          html`<dt>${text.sequels}</dt>${sequels.map(({ href, text: what, status, refusal: why }) => html`<dd><a href="${safeAddress(href)}">${what}</a> ${statusBadge(status)} ${why && shortRefusal(lang, why)}</dd>`)}`
        }
        ${props.undelivered.length > 0 && html`<dt>${text.armed}</dt>${undeliveredList(lang, props.undelivered).map((one) => html`<dd>${one}</dd>`)}`}
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
