import { type Html, html } from '../../lib/html.ts'
import { labelledField, type Option } from '../form.ts'
import { bilingual } from '../language.ts'
import { copyable } from './fields.ts'
import { type DashboardFrame, dashboardPage, sectionHref } from './frame.ts'

export type ConfigureProps = DashboardFrame & {
  clients: readonly Option[]
  hubs: readonly Option[]
  client_id: string
  hub: string
  /** Ready settings, one a library; empty when the hub does not know the client. */
  settings: readonly { library: string; where: string; text: string }[]
}

const words = bilingual(
  {
    title: 'Régler votre service',
    intro:
      'Des réglages prêts à copier. Vers la vraie plateforme, seules les adresses et le secret changent.',
    client: 'Client',
    hub: 'Plateforme',
    show: 'Afficher',
    copy: 'Copier',
    unknown:
      'Cette plateforme ne connaît pas ce client : choisissez-en une autre, ou enregistrez-le pour elle.',
    where: 'À mettre dans',
  },
  {
    title: 'Set up your service',
    intro: 'Settings ready to copy. Towards the real hub, only the addresses and the secret change.',
    client: 'Client',
    hub: 'Hub',
    show: 'Show',
    copy: 'Copy',
    unknown: 'This hub does not know this client: choose another, or enrol it there.',
    where: 'Goes into',
  },
)

/** Ready settings for common libraries, for one client on one hub. */
export const configurePage = (props: ConfigureProps): Html => {
  const { lang, clients, hubs, client_id, hub, settings } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'configure',
    title: text.title,
    intro: text.intro,
    children: html`
    <form class="search panel" method="get" action="${sectionHref('configure')}">
      ${labelledField({ name: 'client_id', label: text.client, options: clients, value: client_id })}
      ${labelledField({ name: 'hub', label: text.hub, options: hubs, value: hub })}
      <div><button class="primary" type="submit">${text.show}</button></div>
    </form>
    ${settings.length === 0 && html`<p class="alert">${text.unknown}</p>`}
    <div class="rows">
    ${settings.map(
      ({ library, where, text: settingsText }, index) => html`
      <section class="panel" aria-labelledby="library-${index}">
        <h2 id="library-${index}">${library}</h2>
        <p class="hint">${text.where} ${where}</p>
        ${copyable(`settings-${index}`, settingsText, text.copy)}
      </section>`,
    )}
    </div>`,
  })
}
