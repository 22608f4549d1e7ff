import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { ourWords } from '../language.ts'
import { type DashboardFrame, dashboardPage } from './frame.ts'

export type ClientsProps = DashboardFrame & {
  clients: readonly {
    editHref: string
    client_id: string
    client_name: string
    /** Empty: every hub. */
    hubs: readonly string[]
    redirect_uris: readonly string[]
    active: boolean
  }[]
}

const words = ourWords(
  {
    title: 'Clients',
    intro: 'Les services qui peuvent demander une connexion, comme leur habilitation les décrit.',
    enrol: 'Enregistrer un client',
    everyHub: 'tous les hubs',
    inactive: 'inactif : répondu comme inconnu',
    change: 'Modifier',
    dataProvider: 'fournisseur de données',
    none: 'Aucun client n’est enregistré.',
  },
  {
    title: 'Clients',
    intro: 'The services that may ask for a login, as their authorization describes them.',
    enrol: 'Enrol a client',
    everyHub: 'every hub',
    inactive: 'inactive: answered as unknown',
    change: 'Change',
    dataProvider: 'data provider',
    none: 'No client is registered.',
  },
)

/** The registered clients, one card a registration. */
export const clientsPage = (props: ClientsProps): Html => {
  const text = words[props.lang]
  return dashboardPage(props, {
    section: 'clients',
    title: text.title,
    intro: text.intro,
    children: html`
    <p><a class="button primary" href="/_doublure/clients/new">${text.enrol}</a></p>
    ${props.clients.length === 0 && html`<p class="panel">${text.none}</p>`}
    <ul class="panels">${props.clients.map(
      ({ editHref, client_id, client_name, hubs, redirect_uris, active }) => html`
      <li class="panel">
        <h2>${client_name}</h2>
        <p><code>${client_id}</code></p>
        <p class="marks">${hubs.length > 0 ? hubs.map((hub) => html`<span class="badge">${hub}</span>`) : text.everyHub}
        ${!active && html`<span class="badge warning">${text.inactive}</span>`}</p>
        <p class="hint">${redirect_uris.length > 0 ? html`<code>${redirect_uris[0]}</code>${redirect_uris.length > 1 && ` + ${redirect_uris.length - 1}`}` : text.dataProvider}</p>
        <p><a href="${safeAddress(editHref)}">${text.change}<span class="unseen"> ${client_id} ${hubs.join(', ')}</span></a></p>
      </li>`,
    )}
    </ul>`,
  })
}
