import { type Html, html } from '../../lib/html.ts'
import { labelledField, type Option } from '../form.ts'
import { type Language, ourWords, said } from '../language.ts'
import { copyable } from './fields.ts'
import { type DashboardFrame, dashboardPage, sectionHref } from './frame.ts'

export type ConfigureProps = DashboardFrame & {
  clients: readonly Option[]
  hubs: readonly Option[]
  client_id: string
  hub: string
  /** Ready settings, one a library. */
  settings: readonly {
    library: string
    note?: Readonly<Record<Language, string>> | undefined
    files: readonly { where: string; text: string }[]
  }[]
  /** Why there are none. */
  missing: 'unknown' | 'data_provider'
}

const words = ourWords(
  {
    title: 'Régler votre service',
    intro: 'Des réglages prêts à copier. Vers le vrai hub, seules les adresses et le secret changent.',
    client: 'Client',
    hub: 'Hub',
    show: 'Afficher',
    copy: 'Copier',
    unknown: 'Ce hub ne connaît pas ce client : choisissez-en un autre, ou enregistrez-le pour ce hub.',
    data_provider:
      'Ce client est un fournisseur de données : il ne demande pas de connexion, il présente des jetons.',
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
    data_provider: 'This client is a data provider: it asks for no login, it presents tokens.',
    where: 'Goes into',
  },
)

/** Ready settings for common libraries, for one client on one hub. */
export const configurePage = (props: ConfigureProps): Html => {
  const { lang, unknown, clients, hubs, client_id, hub, settings, missing } = props
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
    ${settings.length === 0 && unknown === undefined && html`<p class="alert">${text[missing]}</p>`}
    <div class="rows">
    ${settings.map(
      ({ library, note, files }, index) => html`
      <section class="panel" aria-labelledby="library-${index}">
        <h2 id="library-${index}">${library}</h2>
        ${note && html`<p class="alert">${said(lang, note)}</p>`}
        ${files.map(
          (file, place) => html`
        <p class="hint">${text.where} <code>${file.where}</code></p>
        ${copyable(`settings-${index}-${place}`, file.text, text.copy)}`,
        )}
      </section>`,
    )}
    </div>`,
  })
}
