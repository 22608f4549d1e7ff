import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { hiddenFields, labelledField } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'
import { type Ending, endingFields } from './ending.ts'
import { agentFields, citizenFields } from './identity-fields.ts'

export type TypeIdentityProps = Frame &
  Ending & {
    /** The identity provider's title. */
    provider: string
    clientName: string
    kind: 'citizen' | 'agent'
    /** The levels offered: the only ones for a citizen, suggestions for an agent. */
    acrs: readonly string[]
    /** Adds `rep_scope`, which FranceConnect alone knows. */
    mandate?: boolean
    /** The form is posted here with one field per claim, `outcome`, `fault` and `fields`. */
    action: string
    fields: Readonly<Record<string, string>>
    /** What stands in the fields at first, by field name. */
    values: Readonly<Record<string, string>>
    /** What was wrong in what was typed, by field name. */
    problems?: Readonly<Record<string, string>>
    /** The page of persona cards. */
    chooseHref: string
    /** Goes back to the hub with a refusal. */
    cancelHref: string
  }

const words = bilingual(
  {
    title: (provider: string, brand: string) => `Saisir une identité - ${provider} - ${brand}`,
    heading: 'Saisir une identité',
    lead: (provider: string, client: string) =>
      `${provider} (fournisseur imité) connectera cette personne inventée à ${client}.`,
    required: 'Les champs marqués d’une étoile sont obligatoires.',
    blank: 'Un champ vide est une donnée absente.',
    magic: 'Mots spéciaux',
    magicSentence: 'Tapé seul dans un champ, chacun de ces mots devient la valeur JSON en regard :',
    word: 'Mot',
    value: 'Valeur',
    absent: 'donnée absente',
    proceed: 'Se connecter',
    choose: 'Choisir une personne toute prête',
    cancel: 'Retour',
  },
  {
    title: (provider: string, brand: string) => `Type an identity - ${provider} - ${brand}`,
    heading: 'Type an identity',
    lead: (provider: string, client: string) =>
      `${provider} (imitated provider) will log this invented person in to ${client}.`,
    required: 'Fields marked with a star are required.',
    blank: 'A blank field is a claim left out.',
    magic: 'Special words',
    magicSentence: 'Typed alone in a field, each of these words becomes the JSON value beside it:',
    word: 'Word',
    value: 'Value',
    absent: 'claim left out',
    proceed: 'Log in',
    choose: 'Choose a ready-made person',
    cancel: 'Back',
  },
)

/** The words that the State's own test provider turns into JSON values. */
const magic = ({ lang }: TypeIdentityProps): Html => {
  const text = words[lang]
  const rows = [
    ['true', 'true'],
    ['false', 'false'],
    ['null', 'null'],
    ['undefined', text.absent],
    ['empty', '""'],
    ['empty-array', '[]'],
  ] as const
  return html`
    <details data-testid="magic-words">
      <summary>${text.magic}</summary>
      <p>${text.magicSentence}</p>
      <table>
        <thead><tr><th scope="col">${text.word}</th><th scope="col">${text.value}</th></tr></thead>
        <tbody>${rows.map(([word, value]) => html`<tr><td><code>${word}</code></td><td><code>${value}</code></td></tr>`)}</tbody>
      </table>
    </details>`
}

/** The identity provider's page where every claim is typed, right or wrong. */
export const typeIdentityPage = (props: TypeIdentityProps): Html => {
  const { lang, kind, acrs, mandate = false, values, problems = {} } = props
  const text = words[lang]
  const fields = kind === 'citizen' ? citizenFields(lang, acrs, mandate) : agentFields(lang, acrs)
  return layout({
    ...props,
    title: text.title(props.provider, props.hub.brand),
    bodyId: 'idp-type-identity-page',
    back: html`<a class="back" data-testid="idp-cancel" href="${safeAddress(props.cancelHref)}">${text.cancel}</a>`,
    children: html`
    <h1>${text.heading}</h1>
    <p>${text.lead(props.provider, props.clientName)} ${kind === 'citizen' ? text.required : text.blank}</p>
    <p><a data-testid="idp-choose-persona" href="${safeAddress(props.chooseHref)}">${text.choose}</a></p>
    <form class="stack" method="post" action="${safeAddress(props.action)}">
      ${hiddenFields(props.fields)}
      <div class="fields">${fields.map((field) => labelledField({ ...field, value: values[field.name], problem: problems[field.name] }))}
      </div>
      ${kind === 'agent' && magic(props)}
      ${endingFields(lang, props)}
      <button class="primary" type="submit" data-testid="idp-submit">${text.proceed}</button>
    </form>`,
  })
}
