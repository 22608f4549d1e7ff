import { type Html, html } from '../../lib/html.ts'
import type { Sentence } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { hiddenFields } from '../form.ts'
import { bilingual, said, spoken } from '../language.ts'
import { type Frame, layout } from '../layout.ts'
import { type Ending, endingFields } from './ending.ts'
import { type PersonaWarning, warningText } from './warnings.ts'

/** One person who can log in. */
export type PersonaCard = {
  id: string
  label: string
  /** Why this person exists. */
  story?: Sentence | undefined
  /** The levels this person reaches or the acr the provider answers, amr, SIRET, …: short marks. */
  marks: readonly string[]
  warnings: readonly PersonaWarning[]
}

export type ChoosePersonaProps = Frame &
  Ending & {
    /** The identity provider's title. */
    provider: string
    clientName: string
    /** One form is posted here with `persona`, `outcome`, `fault` and `fields`. */
    action: string
    fields: Readonly<Record<string, string>>
    personas: readonly PersonaCard[]
    /** Ids of the personas chosen lately, latest first; those not in `personas` are left out. */
    recent: readonly string[]
    /** A GET form that sends `search` and `fields` here; `query` is what was searched. */
    search: { action: string; fields: Readonly<Record<string, string>>; query: string }
    /** The page where an identity is typed by hand. */
    typeHref?: string | undefined
    /** Goes back to the hub with a refusal. */
    cancelHref: string
  }

const words = bilingual(
  {
    title: (provider: string, brand: string) => `Qui se connecte ? - ${provider} - ${brand}`,
    heading: 'Qui se connecte ?',
    lead: (provider: string, client: string) =>
      `${provider} (fournisseur imité) connectera cette personne à ${client}.`,
    search: 'Chercher une personne',
    find: 'Chercher',
    all: 'Toutes les personnes',
    recent: 'Choisies récemment',
    others: 'Personnes',
    nobody: 'Personne ne correspond.',
    type: 'Saisir une identité à la main',
    cancel: 'Retour',
  },
  {
    title: (provider: string, brand: string) => `Who is logging in? - ${provider} - ${brand}`,
    heading: 'Who is logging in?',
    lead: (provider: string, client: string) =>
      `${provider} (imitated provider) will log this person in to ${client}.`,
    search: 'Search for a person',
    find: 'Search',
    all: 'Everyone',
    recent: 'Recently chosen',
    others: 'People',
    nobody: 'Nobody matches.',
    type: 'Type an identity by hand',
    cancel: 'Back',
  },
)

const card = ({ lang }: ChoosePersonaProps, { id, label, story, marks, warnings }: PersonaCard): Html => html`
          <li><button class="card" type="submit" name="persona" value="${id}" data-testid="persona-${id}">
            <span class="card-title">${label}</span>
            <span class="card-about">
              ${story !== undefined && html`<span class="card-story"${spoken(lang, story)}>${said(lang, story)}</span>`}
              <span class="marks">
                ${marks.map((mark) => html`<span class="badge">${mark}</span> `)}
                ${warnings.map((warning) => html`<span class="badge warning">${warningText(lang, warning)}</span> `)}
              </span>
            </span>
          </button></li>`

const cards = (props: ChoosePersonaProps, title: string, personas: readonly PersonaCard[]): Html | false =>
  personas.length > 0 &&
  html`
      <h2>${title}</h2>
      <ul class="cards">${personas.map((persona) => card(props, persona))}
      </ul>`

const searchForm = ({ lang, search }: ChoosePersonaProps): Html => html`
    <form class="search" role="search" method="get" action="${safeAddress(search.action)}">
      ${hiddenFields(search.fields)}
      <div class="field">
        <label for="search">${words[lang].search}</label>
        <input id="search" type="search" name="search" value="${search.query}">
      </div>
      <button type="submit">${words[lang].find}</button>
    </form>`

/** The identity provider's own page: one press on a card logs that person in. */
export const choosePersonaPage = (props: ChoosePersonaProps): Html => {
  const text = words[props.lang]
  const recent = props.recent.flatMap((id) => props.personas.filter((persona) => persona.id === id))
  const others = props.personas.filter((persona) => !recent.includes(persona))
  return layout({
    ...props,
    title: text.title(props.provider, props.hub.brand),
    bodyId: 'idp-choose-persona-page',
    width: 'wide',
    back: html`<a class="back" data-testid="idp-cancel" href="${safeAddress(props.cancelHref)}">${text.cancel}</a>`,
    children: html`
    <h1>${text.heading}</h1>
    <p>${text.lead(props.provider, props.clientName)}</p>
    ${searchForm(props)}
    ${props.typeHref !== undefined && html`<p><a data-testid="idp-type-identity" href="${safeAddress(props.typeHref)}">${text.type}</a></p>`}
    <form method="post" action="${safeAddress(props.action)}">
      ${hiddenFields(props.fields)}
      ${endingFields(props.lang, props)}
      ${cards(props, text.recent, recent)}
      ${cards(props, recent.length > 0 ? text.others : text.all, others)}
      ${props.personas.length === 0 && html`<p class="alert" role="status">${text.nobody}</p>`}
    </form>`,
  })
}
