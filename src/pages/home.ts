import { type Html, html } from '../lib/html.ts'
import { safeAddress } from './address.ts'
import { bilingual } from './language.ts'
import { type Frame, layout } from './layout.ts'

export type HomeProps = Frame & {
  hubs: readonly { id: string; title: string; discovery: string; asOf: string }[]
  clients: readonly { client_id: string; client_name: string; hubs: readonly string[] }[]
  people: { citizens: number; agents: number }
}

const words = bilingual(
  {
    title: 'Doublure',
    heading: 'Les plateformes imitées ici',
    discovery: 'Découverte',
    asOf: (date: string) => `faits au ${date}`,
    clients: 'Clients enregistrés',
    everyHub: 'toutes les plateformes',
    people: ({ citizens, agents }: HomeProps['people']) =>
      `${citizens} usagers et ${agents} agents peuvent se connecter.`,
  },
  {
    title: 'Doublure',
    heading: 'The hubs imitated here',
    discovery: 'Discovery',
    asOf: (date: string) => `facts as of ${date}`,
    clients: 'Registered clients',
    everyHub: 'every hub',
    people: ({ citizens, agents }: HomeProps['people']) =>
      `${citizens} citizens and ${agents} agents can log in.`,
  },
)

/** The first page of the double: which hubs answer, at which address, for whom. */
export const homePage = (props: HomeProps): Html => {
  const text = words[props.lang]
  return layout({
    ...props,
    title: text.title,
    bodyId: 'doublure-home',
    width: 'wide',
    children: html`
    <h1>${text.heading}</h1>
    <ul class="cards">
      ${props.hubs.map(
        ({ id, title, discovery, asOf }) => html`
      <li class="panel" data-testid="hub-${id}">
        <h2>${title}</h2>
        <p class="hint">${text.asOf(asOf)}</p>
        <p>${text.discovery}<br><a href="${safeAddress(discovery)}"><code>${discovery}</code></a></p>
      </li>`,
      )}
    </ul>
    <h2>${text.clients}</h2>
    <ul>
      ${props.clients.map(
        ({ client_id, client_name, hubs }) =>
          html`<li><code>${client_id}</code> ${client_name} <span class="hint">${hubs.length > 0 ? hubs.join(', ') : text.everyHub}</span></li>`,
      )}
    </ul>
    <p>${text.people(props.people)}</p>`,
  })
}
