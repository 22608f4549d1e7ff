import { type Html, html } from '../../lib/html.ts'
import { ourWords } from '../language.ts'
import { type DashboardFrame, dashboardPage, postForm } from './frame.ts'

/** What can be turned on and off. */
export type Switch = 'active' | 'displayed' | 'reachable' | 'mfa_compliant'

export type IdentityProvidersProps = DashboardFrame & {
  hubs: readonly {
    id: string
    title: string
    providers: readonly (Readonly<Record<Switch, boolean>> & {
      id: string
      title: string
      default: boolean
      email_domains: readonly string[]
      levels: readonly string[]
    })[]
  }[]
}

const words = ourWords(
  {
    title: 'Fournisseurs d’identité',
    intro: 'Par où l’on se connecte, hub par hub. Un bouton bascule une propriété.',
    domains: (names: string) => `Domaines : ${names} · `,
    levels: (names: string) => `Niveaux : ${names}`,
    any: 'tous',
    active: 'actif',
    displayed: 'affiché',
    reachable: 'joignable',
    mfa_compliant: 'second facteur',
    default: 'par défaut',
    state: (name: string, value: string) => `${name} : ${value}`,
    yes: 'oui',
    no: 'non',
  },
  {
    title: 'Identity providers',
    intro: 'Through whom people log in, hub by hub. A button turns a property on or off.',
    domains: (names: string) => `Domains: ${names} · `,
    levels: (names: string) => `Levels: ${names}`,
    any: 'any',
    active: 'active',
    displayed: 'displayed',
    reachable: 'reachable',
    mfa_compliant: 'second factor',
    default: 'default',
    state: (name: string, value: string) => `${name}: ${value}`,
    yes: 'yes',
    no: 'no',
  },
)

const switches: readonly Switch[] = ['active', 'displayed', 'reachable', 'mfa_compliant']

/** Every identity provider, with what can be turned on and off. */
export const identityProvidersPage = (props: IdentityProvidersProps): Html => {
  const text = words[props.lang]
  return dashboardPage(props, {
    section: 'identity-providers',
    title: text.title,
    intro: text.intro,
    children: html`${props.hubs.map(
      ({ id: hub, title, providers }) => html`
    <section class="stack" aria-labelledby="hub-${hub}">
      <h2 id="hub-${hub}">${title}</h2>
      <ul class="events">${providers.map(
        (one) => html`
        <li class="event">
          <span><strong>${one.title}</strong> <code>${one.id}</code>${one.default && html` <span class="badge">${text.default}</span>`}</span>
          <span class="hint">${one.email_domains.length > 0 && text.domains(one.email_domains.join(', '))}${text.levels(one.levels.join(', ') || text.any)}</span>
          ${postForm(
            props,
            `/_doublure/identity-providers/${encodeURIComponent(hub)}/${encodeURIComponent(one.id)}`,
            html`${switches.map(
              (name) =>
                html`<button class="small${!one[name] && ' off'}" type="submit" name="${name}" value="${String(!one[name])}" aria-pressed="${String(one[name])}"><span class="unseen">${one.title}, </span>${text.state(text[name], one[name] ? text.yes : text.no)}</button>`,
            )}`,
            { className: 'inline end' },
          )}
        </li>`,
      )}
      </ul>
    </section>`,
    )}`,
  })
}
