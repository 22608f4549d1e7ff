import { type Html, html } from '../../lib/html.ts'
import type { WhyNot } from '../../lib/reason.ts'
import type { Words } from '../../lib/words.ts'
import { labelledField, type Option } from '../form.ts'
import { ourWords, said } from '../language.ts'
import { textArea } from './fields.ts'
import { type DashboardFrame, dashboardPage, postForm } from './frame.ts'
import { type Passage, passageLink } from './passage.ts'
import { whyNotText } from './why-not.ts'

export type FaultsProps = DashboardFrame & {
  armed: readonly (WhyNot & {
    id: string
    fault: string
    client_id: string
    hub?: string | undefined
    label?: string | undefined
    remaining: number
  })[]
  /** By the answer that they spoil. */
  catalogue: readonly {
    seam: string
    faults: readonly {
      id: string
      title: Words
      reaction: Words
      /** Names of its parameters. */
      params: readonly string[]
      reference: Passage
    }[]
  }[]
  clients: readonly Option[]
  hubs: readonly Option[]
  /** What the form had, when it was refused. */
  values: Readonly<Record<string, string>>
}

const words = ourWords(
  {
    title: 'Fautes',
    intro: 'Ce que le hub peut rater exprès, une fois, pour un client : un client correct le voit et refuse.',
    arm: 'Armer une faute',
    fault: 'Faute',
    client_id: 'Client',
    hub: 'Hub',
    anyHub: 'tous',
    label: 'Étiquette',
    times: 'Combien de fois',
    params: 'Paramètres',
    paramsHint:
      'En JSON, comme {"seconds": 30} ; vide : les valeurs par défaut, que « choisir » dans le catalogue montre.',
    takes: 'Paramètres :',
    waiting: (count: number) => (count > 0 ? `encore ${count}` : 'livrée'),
    whyNot: 'Laissée de côté :',
    disarm: 'Désarmer',
    catalogue: 'Le catalogue',
    reaction: 'Un client correct :',
    choose: 'Choisir',
  },
  {
    title: 'Faults',
    intro:
      'What the hub can get wrong on purpose, once, for one client: a correct client sees it and refuses.',
    arm: 'Arm a fault',
    fault: 'Fault',
    client_id: 'Client',
    hub: 'Hub',
    anyHub: 'all',
    label: 'Label',
    times: 'How many times',
    params: 'Parameters',
    paramsHint: 'In JSON, as {"seconds": 30}; empty: the defaults, which choosing in the catalogue shows.',
    takes: 'Parameters:',
    waiting: (count: number) => (count > 0 ? `${count} left` : 'delivered'),
    whyNot: 'Left aside:',
    disarm: 'Disarm',
    catalogue: 'The catalogue',
    reaction: 'A correct client:',
    choose: 'Choose',
  },
)

/** What can go wrong on purpose, what waits to, and one more. */
export const faultsPage = (props: FaultsProps): Html => {
  const { lang, armed, catalogue, clients, hubs, values } = props
  const text = words[lang]
  const suggestions = catalogue.flatMap(({ faults }) => faults.map(({ id }) => id))
  const form = html`
      <h2>${text.arm}</h2>
      <div class="fields">
        ${labelledField({ name: 'fault', label: text.fault, suggestions, value: values.fault, required: true })}
        ${labelledField({ name: 'client_id', label: text.client_id, options: clients, value: values.client_id })}
        ${labelledField({ name: 'hub', label: text.hub, options: [{ value: '', label: text.anyHub }, ...hubs], value: values.hub })}
        ${labelledField({ name: 'label', label: text.label, value: values.label })}
        ${labelledField({ name: 'times', label: text.times, value: values.times })}
      </div>
      ${textArea({ name: 'params', label: text.params, hint: text.paramsHint, value: values.params, rows: 2, code: true })}
      <button class="primary" type="submit">${text.arm}</button>`
  return dashboardPage(props, {
    section: 'faults',
    title: text.title,
    intro: text.intro,
    children: html`
    ${postForm(props, '/_doublure/faults', form, { className: 'stack panel', testId: 'fault-form' })}
    <ul class="events">${armed.map((one) => armedLine(props, one))}</ul>
    <h2>${text.catalogue}</h2>
    ${catalogue.map(
      ({ seam, faults }) => html`
    <section class="panel" aria-labelledby="seam-${seam}">
      <h3 id="seam-${seam}"><code>${seam}</code></h3>
      <ul class="events">${faults.map(
        ({ id, title, reaction, params, reference }) => html`
        <li class="event" id="fault-${id}">
          <a href="/_doublure/faults?fault=${encodeURIComponent(id)}"><span class="unseen">${text.choose} </span><code>${id}</code></a>
          <span>${said(lang, title)}</span>
          <span class="hint">${text.reaction} ${said(lang, reaction)}</span>
          ${params.length > 0 && html`<span class="hint">${text.takes} <code>${params.join(', ')}</code></span>`}
          <span class="hint">${passageLink(reference)}</span>
        </li>`,
      )}
      </ul>
    </section>`,
    )}`,
  })
}

const armedLine = (props: FaultsProps, one: FaultsProps['armed'][number]): Html => {
  const text = words[props.lang]
  return html`
      <li class="event">
        <span class="badge ${one.remaining > 0 ? 'warning' : 'muted'}">${text.waiting(one.remaining)}</span>
        <code>${one.fault}</code>
        <span><strong>${one.client_id}</strong> ${one.hub}</span>
        ${one.label !== undefined && html`<span class="badge">${one.label}</span>`}
        ${one.why_not !== undefined && html`<span class="hint">${text.whyNot} ${whyNotText(props.lang, one)}</span>`}
        ${postForm(props, `/_doublure/faults/${encodeURIComponent(one.id)}/remove`, html`<button class="small" type="submit">${text.disarm}<span class="unseen"> ${one.fault}</span></button>`, { className: 'inline end' })}
      </li>`
}
