import { type Html, html } from '../../lib/html.ts'
import { labelledField, type Option } from '../form.ts'
import { type Language, ourWords, said } from '../language.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'

export type ScenariosProps = DashboardFrame & {
  scenarios: readonly {
    id: string
    title: Readonly<Record<Language, string>>
    story: Readonly<Record<Language, string>>
    hubs: readonly Option[]
    steps: readonly {
      do: Readonly<Record<Language, string>>
      expect: Readonly<Record<Language, string>>
    }[]
  }[]
  clients: readonly Option[]
}

const words = ourWords(
  {
    title: 'Répétitions',
    intro:
      'Des suites de connexions à répéter avant une recette. Lancer une répétition arme ses connexions, dans l’ordre ; puis suivez les étapes.',
    client: 'Client',
    hub: 'Hub',
    run: 'Armer ses connexions',
    expect: 'Attendu :',
    armed: 'Voir ce qui est armé',
    none: 'Aucune répétition n’est écrite.',
  },
  {
    title: 'Rehearsals',
    intro:
      'Lists of logins to rehearse before a recette. Running a rehearsal arms its logins, in order; then follow the steps.',
    client: 'Client',
    hub: 'Hub',
    run: 'Arm its logins',
    expect: 'Expected:',
    armed: 'See what is armed',
    none: 'No rehearsal is written.',
  },
)

/** The rehearsals: what to do, what to expect, and a button that arms it all. */
export const scenariosPage = (props: ScenariosProps): Html => {
  const { lang, scenarios, clients } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'scenarios',
    title: text.title,
    intro: text.intro,
    children: html`
    <p><a href="${sectionHref('logins')}">${text.armed}</a></p>
    ${scenarios.length === 0 && html`<p class="panel">${text.none}</p>`}
    ${scenarios.map(
      ({ id, title, story, hubs, steps }) => html`
    <section class="panel" aria-labelledby="scenario-${id}" data-testid="scenario-${id}">
      <h2 id="scenario-${id}">${said(lang, title)}</h2>
      <p class="hint">${said(lang, story)}</p>
      <ol class="steps">${steps.map((step) => html`<li>${said(lang, step.do)} <span class="hint">${text.expect} ${said(lang, step.expect)}</span></li>`)}</ol>
      ${postForm(
        props,
        `${sectionHref('scenarios')}/${encodeURIComponent(id)}`,
        html`
        ${labelledField({ name: 'client_id', id: `client-${id}`, label: text.client, options: clients })}
        ${labelledField({ name: 'hub', id: `hub-${id}`, label: text.hub, options: hubs })}
        <button type="submit">${text.run}<span class="unseen">, ${said(lang, title)}</span></button>`,
        { className: 'search' },
      )}
    </section>`,
    )}`,
  })
}
