import { type Html, html } from '../../lib/html.ts'
import { labelledField } from '../form.ts'
import { bilingual } from '../language.ts'
import { endingBadge, type LoginEnding } from './events.ts'
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
  refusal?: { code: string; message?: string | undefined } | undefined
  /** Faults that were delivered. */
  faults: readonly string[]
  arrows: readonly Arrow[]
  findings: readonly FindingLine[]
  nearMisses: readonly NearMissLine[]
  tokens: readonly TokenView[]
}

const words = bilingual(
  {
    title: (hub: string) => `Connexion sur ${hub}`,
    client: 'Client',
    persona: 'Personne',
    began: 'Commencée',
    state: 'État',
    refusal: 'Refus',
    faults: 'Défauts livrés',
    label: 'Étiquette',
    save: 'Étiqueter',
    back: 'Tout le journal',
    unknown: 'inconnu',
    lasted: (ms: number) => `en ${ms} ms`,
  },
  {
    title: (hub: string) => `Login on ${hub}`,
    client: 'Client',
    persona: 'Person',
    began: 'Began',
    state: 'State',
    refusal: 'Refusal',
    faults: 'Faults delivered',
    label: 'Label',
    save: 'Label it',
    back: 'The whole journal',
    unknown: 'unknown',
    lasted: (ms: number) => `in ${ms} ms`,
  },
)

/** One login: what came of it, who called whom, what was wrong, what the tokens say. */
export const loginPage = (props: LoginProps): Html => {
  const { lang, id, hub, client, persona, label, state, began, duration, refusal, faults } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'journal',
    title: text.title(hub),
    children: html`
    <div class="rows" data-live="${sectionHref('journal')}/stream?login=${encodeURIComponent(id)}">
      <dl class="facts panel">
        <dt>${text.state}</dt><dd>${endingBadge(lang, state)}</dd>
        <dt>${text.client}</dt><dd>${client ?? text.unknown}</dd>
        ${persona !== undefined && html`<dt>${text.persona}</dt><dd><a href="${sectionHref('personas')}/${encodeURIComponent(persona)}">${persona}</a></dd>`}
        <dt>${text.began}</dt><dd>${clock(began)} UTC, ${text.lasted(duration)}</dd>
        ${refusal && html`<dt>${text.refusal}</dt><dd><span class="code">${refusal.code}</span> ${refusal.message}</dd>`}
        ${faults.length > 0 && html`<dt>${text.faults}</dt><dd>${faults.join(', ')}</dd>`}
      </dl>
    ${findingList(lang, props.findings)}
    ${nearMissList(lang, props.nearMisses)}
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
