import { type Html, html } from '../../lib/html.ts'
import type { WhyNot } from '../../lib/reason.ts'
import { labelledField, type Option } from '../form.ts'
import { ourWords } from '../language.ts'
import { clock } from './fields.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'
import { type UndeliveredFault, undeliveredList } from './undelivered.ts'
import { whyNotText } from './why-not.ts'

export type LoginsProps = DashboardFrame & {
  logins: readonly (WhyNot & {
    id: string
    client_id: string
    hub: string
    persona?: string | undefined
    outcome?: string | undefined
    faults: readonly string[]
    label?: string | undefined
    state: 'armed' | 'in_progress' | 'done' | 'expired'
    remaining: number
    armed_at: string
    /** Who came; another than `persona` when a request or a page said so. */
    came: readonly string[]
    undelivered?: readonly UndeliveredFault[] | undefined
    /** Some exchange belongs to it. */
    seen: boolean
  })[]
  clients: readonly Option[]
  hubs: readonly Option[]
  /** Names that exist, offered while typing. */
  personas: readonly string[]
  outcomes: readonly string[]
  faults: readonly string[]
  /** What the form had, when it was refused. */
  values: Readonly<Record<string, string>>
}

const words = ourWords(
  {
    title: 'Connexions armées',
    intro:
      'Décidez qui se connectera, et comment cela finira, avant que votre service ne le demande : aucune page ne sera montrée.',
    arm: 'Armer une connexion',
    client_id: 'Client',
    hub: 'Hub',
    persona: 'Personne',
    outcome: 'Issue',
    outcomeHint: 'success, cancel ou un code du hub.',
    fault: 'Faute à livrer',
    faultHint: 'Un nom du catalogue ; vide : aucun.',
    label: 'Étiquette',
    times: 'Combien de fois',
    armed: 'armée',
    in_progress: 'en cours',
    done: 'faite',
    expired: 'expirée',
    disarm: 'Désarmer',
    remaining: (count: number) => `encore ${count}`,
    whyNot: 'Laissée de côté :',
    came: (names: string) => `qui est venu : ${names}`,
    none: 'Aucune connexion n’est armée.',
    journal: 'Voir',
  },
  {
    title: 'Armed logins',
    intro: 'Decide who will log in, and how it will end, before your service asks: no page will be shown.',
    arm: 'Arm a login',
    client_id: 'Client',
    hub: 'Hub',
    persona: 'Person',
    outcome: 'Outcome',
    outcomeHint: 'success, cancel or a code of the hub.',
    fault: 'Fault to deliver',
    faultHint: 'A name of the catalogue; empty: none.',
    label: 'Label',
    times: 'How many times',
    armed: 'armed',
    in_progress: 'in progress',
    done: 'done',
    expired: 'expired',
    disarm: 'Disarm',
    remaining: (count: number) => `${count} left`,
    whyNot: 'Left aside:',
    came: (names: string) => `who came: ${names}`,
    none: 'No login is armed.',
    journal: 'See',
  },
)

/** Logins decided before they begin: those that wait, what became of them, and one more. */
export const loginsPage = (props: LoginsProps): Html => {
  const { lang, logins } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'logins',
    title: text.title,
    intro: text.intro,
    children: html`
    ${armForm(props)}
    ${logins.length === 0 && html`<p class="panel">${text.none}</p>`}
    <ul class="events">${logins.map(
      (one) => html`
      <li class="event">
        ${clock(one.armed_at, props.today)}
        <span class="badge ${one.state === 'armed' ? 'good' : 'muted'}">${text[one.state]}</span>
        <span><strong>${one.client_id}</strong> ${one.hub}${one.persona !== undefined && ` · ${one.persona}`}${one.outcome !== undefined && ` · ${one.outcome}`}</span>
        ${one.faults.map((fault) => html`<span class="badge warning">${fault}</span>`)}
        ${one.label !== undefined && html`<span class="badge">${one.label}</span>`}
        <span class="hint">${text.remaining(one.remaining)}</span>
        ${one.why_not !== undefined && html`<span class="hint">${text.whyNot} ${whyNotText(lang, one)}</span>`}
        ${one.came.some((id) => id !== one.persona) && html`<span class="hint">${text.came(one.came.join(', '))}</span>`}
        ${undeliveredList(lang, one.undelivered)}
        <span class="end">${one.seen && html`<a href="${sectionHref('journal')}/logins/${encodeURIComponent(one.id)}">${text.journal}<span class="unseen"> ${one.id}</span></a>`}</span>
        ${postForm(props, `${sectionHref('logins')}/${encodeURIComponent(one.id)}/remove`, html`<button class="small" type="submit">${text.disarm}<span class="unseen"> ${one.id}</span></button>`, { className: 'inline' })}
      </li>`,
    )}
    </ul>`,
  })
}

const armForm = (props: LoginsProps): Html => {
  const { lang, clients, hubs, personas, outcomes, faults, values } = props
  const text = words[lang]
  const field = (name: 'persona' | 'outcome' | 'label' | 'times', more: object = {}) =>
    labelledField({ name, label: text[name], value: values[name], ...more })
  return postForm(
    props,
    sectionHref('logins'),
    html`
      <h2>${text.arm}</h2>
      <div class="fields">
        ${labelledField({ name: 'client_id', label: text.client_id, options: clients, value: values.client_id })}
        ${labelledField({ name: 'hub', label: text.hub, options: hubs, value: values.hub })}
        ${field('persona', { suggestions: personas })}
        ${field('outcome', { suggestions: outcomes, hint: text.outcomeHint })}
        ${faults.length > 0 && labelledField({ name: 'fault', label: text.fault, hint: text.faultHint, suggestions: faults, value: values.fault })}
        ${field('label')}
        ${field('times')}
      </div>
      <button class="primary" type="submit">${text.arm}</button>`,
    { className: 'stack panel', testId: 'arm-form' },
  )
}
