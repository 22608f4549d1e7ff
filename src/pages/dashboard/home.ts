import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { labelledField, type Option } from '../form.ts'
import { english, ourWords } from '../language.ts'
import { type EventLine, eventList, type ReadsLine } from './events.ts'
import { copyable } from './fields.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'

export type HomeProps = DashboardFrame & {
  hubs: readonly { id: string; title: string; discovery: string; asOf: string; observes: boolean }[]
  people: { citizens: number; agents: number }
  /** What this browser may see; absent when it may see nothing more than the hubs. */
  open?: { clients: readonly Option[]; events: readonly (EventLine | ReadsLine)[] }
  /** Why it may not. */
  locked?: { reason: string; asksToken: boolean }
}

const words = ourWords(
  {
    title: 'Les hubs imités ici',
    intro:
      'Donnez à votre service l’adresse de découverte d’un hub : il croira parler au vrai, et chaque refus sera expliqué.',
    discovery: 'Adresse de découverte',
    asOf: (date: string) => `faits au ${date}`,
    observes: 'observe seulement',
    copy: 'Copier',
    configure: 'Régler votre service',
    client: 'Client',
    hub: 'Hub',
    show: 'Afficher les réglages',
    enrol: 'Enregistrer un client',
    people: ({ citizens, agents }: HomeProps['people']) =>
      `${citizens} usagers et ${agents} agents peuvent se connecter.`,
    see: 'Les voir',
    recent: 'Ce qui vient de se passer',
    journal: 'Tout le journal',
    unsuccessful: 'Ce qui n’a pas abouti',
    locked: 'Le reste du tableau de bord vous est fermé',
    token: 'Jeton de l’API de pilotage',
    unlock: 'Ouvrir',
  },
  {
    title: 'The hubs imitated here',
    intro:
      'Give your service the discovery address of a hub: it will believe that it talks to the real one, and every refusal will be explained.',
    discovery: 'Discovery address',
    asOf: (date: string) => `facts as of ${date}`,
    observes: 'observes only',
    copy: 'Copy',
    configure: 'Set up your service',
    client: 'Client',
    hub: 'Hub',
    show: 'Show the settings',
    enrol: 'Enrol a client',
    people: ({ citizens, agents }: HomeProps['people']) =>
      `${citizens} citizens and ${agents} agents can log in.`,
    see: 'See them',
    recent: 'What just happened',
    journal: 'The whole journal',
    unsuccessful: 'What did not come through',
    locked: 'The rest of the dashboard is closed to you',
    token: 'Token of the control API',
    unlock: 'Open',
  },
)

/** `/`: the hubs, the way in for a client, and what just happened. */
export const homePage = (props: HomeProps): Html => {
  const { lang, hubs, people, open, locked } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'home',
    title: text.title,
    intro: text.intro,
    children: html`
    <ul class="panels">${hubs.map(
      ({ id, title, discovery, asOf, observes }) => html`
      <li class="panel" data-testid="hub-${id}">
        <h2><a href="${safeAddress(discovery)}">${title}</a></h2>
        <p class="hint">${text.asOf(asOf)} ${observes && html`<span class="badge warning">${text.observes}</span>`}</p>
        <p class="hint">${text.discovery}</p>
        ${copyable(`discovery-${id}`, discovery, text.copy)}
      </li>`,
    )}
    </ul>
    ${open && opened(props, open)}
    ${locked && closed(props, locked)}
    <p>${text.people(people)} ${open && html`<a href="${sectionHref('personas')}">${text.see}</a>`}</p>`,
  })
}

const opened = (props: HomeProps, { clients, events }: NonNullable<HomeProps['open']>): Html => {
  const { lang, hubs } = props
  const text = words[lang]
  return html`
    <section class="panel" aria-labelledby="configure-title">
      <h2 id="configure-title">${text.configure}</h2>
      <form class="search" method="get" action="${sectionHref('configure')}">
        ${labelledField({ name: 'client_id', label: text.client, options: clients })}
        ${labelledField({ name: 'hub', label: text.hub, options: hubs.map(({ id, title }) => ({ value: id, label: title })) })}
        <button class="primary" type="submit">${text.show}</button>
        <a class="button" href="/_doublure/clients/new">${text.enrol}</a>
      </form>
    </section>
    <h2>${text.recent}</h2>
    ${eventList(props, events, '/_doublure/journal/stream')}
    <p class="actions">
      <a href="${sectionHref('journal')}">${text.journal}</a>
      <a href="${sectionHref('journal')}?outcome=unsuccessful">${text.unsuccessful}</a>
    </p>`
}

const closed = (props: HomeProps, { reason, asksToken }: NonNullable<HomeProps['locked']>): Html => {
  const text = words[props.lang]
  return html`
    <section class="panel" data-testid="locked">
      <h2>${text.locked}</h2>
      <p${english(props.lang)}>${reason}</p>
      ${
        asksToken &&
        postForm(
          props,
          '/_doublure/unlock',
          html`
        <div class="field">
          <label for="field-token">${text.token}</label>
          <input id="field-token" name="token" type="password" autocomplete="current-password" required>
        </div>
        <button class="primary" type="submit">${text.unlock}</button>`,
        )
      }
    </section>`
}
