import { type Html, html } from '../../lib/html.ts'
import { labelledField, type Option } from '../form.ts'
import { bilingual, type Language } from '../language.ts'

/** How the login may be told to end, chosen on the pages of the identity provider. */
export type Ending = {
  /** Sent as `outcome`: refusals and error codes, success left out (it is the empty value). */
  outcomes: readonly Option[]
  /** Sent as `fault`: what may go wrong after the login, none left out (it is the empty value). */
  faults: readonly Option[]
}

const words = bilingual(
  {
    legend: 'Comment finira cette connexion ?',
    outcome: 'Issue de la connexion',
    success: 'Elle réussit',
    fault: 'Faute dans les réponses',
    none: 'Aucune',
  },
  {
    legend: 'How will this login end?',
    outcome: 'Outcome of the login',
    success: 'It succeeds',
    fault: 'Fault in the answers',
    none: 'None',
  },
)

/** The two selects that make a login fail on purpose; nothing where there is nothing to choose. */
export const endingFields = (lang: Language, { outcomes, faults }: Ending): Html | undefined => {
  const text = words[lang]
  if (outcomes.length === 0 && faults.length === 0) return undefined
  const first = (label: string, options: readonly Option[]) => [{ value: '', label }, ...options]
  return html`
      <fieldset class="ending">
        <legend>${text.legend}</legend>
        ${outcomes.length > 0 && labelledField({ name: 'outcome', label: text.outcome, options: first(text.success, outcomes) })}
        ${faults.length > 0 && labelledField({ name: 'fault', label: text.fault, options: first(text.none, faults) })}
      </fieldset>`
}
