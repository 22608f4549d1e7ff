import { type Html, html } from '../../lib/html.ts'
import type { Sentence } from '../../lib/words.ts'
import { labelledField } from '../form.ts'
import type { PersonaCard } from '../identity-provider/choose-persona.ts'
import { warningText } from '../identity-provider/warnings.ts'
import { ourWords, said, spoken } from '../language.ts'
import { textArea } from './fields.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'

export type PersonasProps = DashboardFrame & {
  search: string
  kind: string
  personas: readonly (PersonaCard & { kind: 'citizen' | 'agent' })[]
}

export type PersonaProps = DashboardFrame & {
  /** Absent for someone new. */
  persona?: { id: string; label: string; story?: Sentence | undefined }
  yaml: string
}

const words = ourWords(
  {
    title: 'Personnes',
    intro: 'Qui peut se connecter, et pourquoi cette personne existe.',
    search: 'Chercher',
    kind: 'Qui',
    all: 'tout le monde',
    citizen: 'usagers (FranceConnect)',
    agent: 'agents (ProConnect)',
    find: 'Trouver',
    add: 'Ajouter quelqu’un',
    none: 'Personne ne répond à cela.',
    see: 'Voir et modifier',
    newTitle: 'Ajouter quelqu’un',
    yaml: 'La personne, en YAML',
    yamlHint:
      'Le même texte qu’un fichier de personne : il est vérifié avec la même rigueur, ligne par ligne.',
    save: 'Vérifier et enregistrer',
    copy: 'Copier le YAML',
    remove: 'Supprimer cette personne',
    back: 'Toutes les personnes',
  },
  {
    title: 'People',
    intro: 'Who can log in, and why this person exists.',
    search: 'Search',
    kind: 'Who',
    all: 'everyone',
    citizen: 'citizens (FranceConnect)',
    agent: 'agents (ProConnect)',
    find: 'Find',
    add: 'Add someone',
    none: 'Nobody answers to that.',
    see: 'See and change',
    newTitle: 'Add someone',
    yaml: 'The person, as YAML',
    yamlHint: 'The same text as a person’s file: it is checked as strictly, line by line.',
    save: 'Check and save',
    copy: 'Copy as YAML',
    remove: 'Remove this person',
    back: 'Everyone',
  },
)

/** Everyone who can log in, searchable. */
export const personasPage = (props: PersonasProps): Html => {
  const { lang, search, kind, personas } = props
  const text = words[lang]
  const kinds = (['citizen', 'agent'] as const).map((value) => ({ value, label: text[value] }))
  return dashboardPage(props, {
    section: 'personas',
    title: text.title,
    intro: text.intro,
    children: html`
    <form class="search panel" method="get" action="${sectionHref('personas')}">
      ${labelledField({ name: 'search', label: text.search, value: search })}
      ${labelledField({ name: 'kind', label: text.kind, value: kind, options: [{ value: '', label: text.all }, ...kinds] })}
      <button class="primary" type="submit">${text.find}</button>
      <a class="button" href="/_doublure/personas/new">${text.add}</a>
    </form>
    ${personas.length === 0 && html`<p class="panel">${text.none}</p>`}
    <ul class="panels">${personas.map(
      (one) => html`
      <li class="panel" data-testid="person-${one.id}">
        <h2>${one.label}</h2>
        <p><code>${one.id}</code></p>
        ${one.story !== undefined && html`<p${spoken(lang, one.story)}>${said(lang, one.story)}</p>`}
        <p class="marks"><span class="badge">${one.kind === 'citizen' ? 'FranceConnect' : 'ProConnect'}</span>${one.marks.map((mark) => html`<span class="badge muted">${mark}</span>`)}${one.warnings.map((warning) => html`<span class="badge warning">${warningText(lang, warning)}</span>`)}</p>
        <p><a href="/_doublure/personas/${encodeURIComponent(one.id)}">${text.see}<span class="unseen"> ${one.label}</span></a></p>
      </li>`,
    )}
    </ul>`,
  })
}

/** One person, as the YAML that describes them: to read, to copy, to change. */
export const personaPage = (props: PersonaProps): Html => {
  const { lang, persona, yaml } = props
  const text = words[lang]
  const action = persona ? `/_doublure/personas/${encodeURIComponent(persona.id)}` : '/_doublure/personas/new'
  return dashboardPage(props, {
    section: 'personas',
    title: persona?.label ?? text.newTitle,
    children: html`
    ${persona?.story !== undefined && html`<p class="intro"${spoken(lang, persona.story)}>${said(lang, persona.story)}</p>`}
    ${postForm(
      props,
      action,
      html`
      ${textArea({ name: 'yaml', label: text.yaml, hint: text.yamlHint, value: yaml, rows: yaml.split('\n').length + 3, code: true })}
      <div class="actions">
        <button class="primary" type="submit">${text.save}</button>
        <button type="button" data-copy="field-yaml" hidden>${text.copy}</button>
      </div>`,
      { className: 'stack panel', testId: 'persona-form' },
    )}
    ${persona && postForm(props, `${action}/remove`, html`<button class="danger" type="submit">${text.remove}</button>`)}
    <p><a href="${sectionHref('personas')}">${text.back}</a></p>`,
  })
}
