import type { Criterion, Words } from './criterion.ts'
import type { RehearsalStep, Result } from './report-schema.ts'

/** What a tester does at each step, in the order that saves most work. */
const steps: Readonly<Record<string, Words>> = {
  login: {
    fr: 'Connectez-vous en choisissant une personne sans embûche (Angela Dubois, par exemple).',
    en: 'Log in as someone whose card announces no trouble (Angela Dubois, for one).',
  },
  'login-again': {
    fr: 'Connectez-vous une deuxième fois, dans une autre fenêtre privée.',
    en: 'Log in a second time, in another private window.',
  },
  logout: { fr: 'Déconnectez-vous depuis le service.', en: 'Log out from the service.' },
  'login-after-logout': { fr: 'Connectez-vous de nouveau.', en: 'Log in again.' },
  cancel: {
    fr: 'Commencez une connexion, puis revenez au service par le lien de la page du hub.',
    en: 'Begin a login, then come back to the service by the link of the hub’s page.',
  },
  answer: {
    fr: 'Répondez aux questions que le trafic ne tranche pas.',
    en: 'Answer the questions that traffic does not settle.',
  },
}

const order = Object.keys(steps).filter((id) => id !== 'answer')

const rank = (id: string): number => {
  const position = order.indexOf(id)
  if (position !== -1) return position
  return id === 'answer' ? Number.POSITIVE_INFINITY : order.length
}

/** The steps that show every criterion; one is done once traffic, or a person, has settled all that it shows. */
export const rehearse = (criteria: readonly Criterion[], results: readonly Result[]): RehearsalStep[] => {
  const scenarios = [...new Set(criteria.map(({ scenario }) => scenario))]
  return scenarios
    .toSorted((one, other) => rank(one) - rank(other))
    .map((id) => {
      const shown = criteria.filter(({ scenario }) => scenario === id)
      const open = shown.filter((criterion) => {
        const status = results.find((result) => result.criterion === criterion.id)?.status
        // A verdict that waits for a person is out of the tester's hands, save at the last step.
        return status === 'not_observed' || (id === 'answer' && status === 'review')
      })
      const fault = id.startsWith('fault/') ? id.slice('fault/'.length) : undefined
      return {
        id,
        title: steps[id] ?? shown[0]?.how ?? { fr: id, en: id },
        done: open.length === 0,
        ...(fault !== undefined && { fault }),
        criteria: shown.map((criterion) => criterion.id),
      }
    })
}
