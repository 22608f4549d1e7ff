import type { Words } from '../lib/words.ts'
import type { Kind, Severity, Status } from './criterion.ts'
import type { Outcome } from './report-schema.ts'

/** The language of a rendering. */
export type Language = keyof Words

/** The words that every rendering shares. */
export const wording = {
  recette: { fr: 'Rapport de recette', en: 'Conformance report' },
  status: {
    passed: { fr: 'réussi', en: 'passed' },
    failed: { fr: 'échoué', en: 'failed' },
    not_observed: { fr: 'non observé', en: 'not observed' },
    review: { fr: 'à examiner', en: 'to review' },
  } satisfies Record<Status, Words>,
  outcome: {
    passed: { fr: 'Recette réussie', en: 'Passed' },
    failed: { fr: 'Recette échouée', en: 'Failed' },
    incomplete: { fr: 'Recette incomplète', en: 'Incomplete' },
  } satisfies Record<Outcome, Words>,
  kind: {
    observed: { fr: 'Observé dans le trafic', en: 'Observed in traffic' },
    provoked: { fr: 'Provoqué par une faute', en: 'Provoked by a fault' },
    declared: { fr: 'Déclaré par une personne', en: 'Declared by a person' },
  } satisfies Record<Kind, Words>,
  severity: {
    required: { fr: 'exigé', en: 'required' },
    advised: { fr: 'conseillé', en: 'advised' },
  } satisfies Record<Severity, Words>,
  criterion: { fr: 'Critère', en: 'Criterion' },
  verdict: { fr: 'Verdict', en: 'Verdict' },
  source: { fr: 'Source', en: 'Source' },
  evidence: { fr: 'Preuves', en: 'Evidence' },
  legend: {
    fr: 'Réussi, échoué : le trafic le prouve, ou une personne l’a dit. Non observé : rien ne l’a encore montré. À examiner : une personne doit répondre, sur la page de la recette. Les preuves sont des échanges du journal, par le début de leur identifiant ; le dernier nombre dit combien il y en a.',
    en: 'Passed, failed: traffic proves it, or a person said so. Not observed: nothing has shown it yet. To review: a person must answer, on the page of the recette. Evidence names exchanges of the journal, by the beginning of their id; the last number tells how many there are.',
  },
  mend: { fr: 'À corriger', en: 'To mend' },
  next: { fr: 'Reste à faire', en: 'Still to do' },
  facts: { fr: 'Faits au', en: 'Facts as of' },
  made: { fr: 'Établi le', en: 'Made on' },
} as const

/** Kinds in the order in which a report shows them. */
export const kinds: readonly Kind[] = ['observed', 'provoked', 'declared']
