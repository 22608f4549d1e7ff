import { type Sentence, sentence } from '../../lib/words.ts'
import type { PersonaCard } from '../../pages/identity-provider/choose-persona.ts'
import type { PersonaWarning } from '../../pages/identity-provider/warnings.ts'
import type { Persona } from '../../personas/persona.ts'

/** A person as the identity provider's page offers them. */
export const personaCard = (persona: Persona): PersonaCard => ({
  id: persona.id,
  label: persona.label,
  story: storyOf(persona),
  marks: marksOf(persona),
  warnings: warningsOf(persona),
})

/** Why somebody exists, in each language that tells it. */
const storyOf = ({ story, story_fr }: Persona): Sentence | undefined =>
  story === undefined ? story_fr : sentence(story, story_fr)

const marksOf = (persona: Persona): string[] => {
  if (persona.kind === 'citizen') return persona.levels ?? []
  return [persona.acr, ...(persona.amr ?? []), persona.siret && `SIRET ${persona.siret}`].filter(
    (mark): mark is string => typeof mark === 'string' && mark !== '',
  )
}

const warningsOf = (persona: Persona): PersonaWarning[] => {
  const warnings: PersonaWarning[] = []
  if (persona.blocked) warnings.push('blocked')
  if (persona.identity_provider_answer !== 'ok') warnings.push(persona.identity_provider_answer)
  if (persona.kind === 'citizen' && persona.civil_register !== 'found') warnings.push(persona.civil_register)
  return warnings
}
