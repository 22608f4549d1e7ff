import { z } from 'zod'
import type { Words } from '../../lib/words.ts'
import { tokenFault, withClaims } from '../fault.ts'
import { passages } from '../references.ts'

const REFUSE: Words = {
  fr: 'Refuse la connexion, ou la redemande au niveau qu’il lui faut ; d’ici là, ne donne aucun accès.',
  en: 'Refuses the login, or asks for it again at the level that it needs; gives no access meanwhile.',
}

const WEAKEST = 'eidas0'

/** Levels whose order their names do not tell. */
const belowNamed: Readonly<Record<string, string>> = {
  'https://proconnect.gouv.fr/assurance/consistency-checked':
    'https://proconnect.gouv.fr/assurance/self-asserted',
  'https://proconnect.gouv.fr/assurance/certification-dirigeant': 'eidas1',
}

/**
 * The level just below: without its second factor where it has one, since a service that asks for two accepts every
 * level that has them; else one rank lower.
 */
const below = (acr: string): string => {
  const [, withOneFactor] = /^(.+)-[m2]fa$/.exec(acr) ?? []
  const [, rank] = /^eidas([1-9])$/.exec(acr) ?? []
  return withOneFactor ?? (rank ? `eidas${Number(rank) - 1}` : (belowNamed[acr] ?? WEAKEST))
}

/** How strongly the person was identified. */
export const levelFaults = [
  tokenFault({
    id: 'lower-acr',
    title: {
      fr: 'L’ID Token annonce un niveau plus bas que celui demandé',
      en: 'The ID Token says a lower level than the one asked',
    },
    seam: 'id_token',
    reference: passages.validation(12),
    reaction: REFUSE,
    params: z.strictObject({ acr: z.string().optional().describe('Default: the level just below.') }),
    apply: (draft, { acr }) => {
      const reached = draft.claims.acr
      return typeof reached === 'string' ? withClaims(draft, { acr: acr ?? below(reached) }) : draft
    },
  }),
  tokenFault({
    id: 'invalid-acr',
    title: {
      fr: 'L’ID Token annonce un niveau qui n’existe pas',
      en: 'The ID Token says a level that does not exist',
    },
    seam: 'id_token',
    reference: passages.validation(12),
    reaction: REFUSE,
    params: z.strictObject({ acr: z.string().default('eidas4') }),
    apply: (draft, { acr }) => withClaims(draft, { acr }),
  }),
  tokenFault({
    id: 'missing-acr',
    title: {
      fr: 'L’ID Token n’annonce aucun niveau, alors qu’un niveau a été demandé',
      en: 'The ID Token says no level although one was asked',
    },
    seam: 'id_token',
    reference: passages.validation(12),
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { acr: undefined }),
  }),
]
