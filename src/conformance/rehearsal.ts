import type { Words } from '../lib/words.ts'
import type { Criterion } from './criterion.ts'
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
  restart: {
    fr: 'Redémarrez le service, puis connectez-vous : il lit les clés à la première signature.',
    en: 'Start the service again, then log in: it reads the keys at the first signature.',
  },
  logout: { fr: 'Déconnectez-vous depuis le service.', en: 'Log out from the service.' },
  'login-after-logout': {
    fr: 'Connectez-vous de nouveau, dans le même navigateur.',
    en: 'Log in again, in the same browser.',
  },
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

/** Ordinary steps, faults that show something required, other faults, questions. */
const rank = (id: string, shown: readonly Criterion[]): number => {
  const position = order.indexOf(id)
  if (position !== -1) return position
  if (id === 'answer') return Number.POSITIVE_INFINITY
  return order.length + (shown.some(({ severity }) => severity === 'required') ? 0 : 1)
}

/** The steps that show every criterion; one is done once traffic, or a person, has settled all that it shows. */
export const rehearse = (criteria: readonly Criterion[], results: readonly Result[]): RehearsalStep[] => {
  // A fault that nobody met is still to be armed, though the question can be answered without it.
  const isOpen = ({ id, faults }: Criterion): boolean => {
    const result = results.find(({ criterion }) => criterion === id)
    if (result?.status === 'review') return faults !== undefined && result.evidence_count === 0
    return result?.status === 'not_observed'
  }
  // What traffic leaves to a person is out of the tester's hands: it is asked at the last step.
  const asked = results.filter(({ status }) => status === 'review').map(({ criterion }) => criterion)
  const scenarios = criteria.map(({ scenario }) => scenario)
  return [...new Set(asked.length > 0 ? [...scenarios, 'answer'] : scenarios)]
    .map((id) => ({ id, shown: criteria.filter(({ scenario }) => scenario === id) }))
    .toSorted((one, other) => rank(one.id, one.shown) - rank(other.id, other.shown))
    .map(({ id, shown }) => {
      const [first] = shown
      const fault = first?.faults?.[0]
      const ids = shown.map((criterion) => criterion.id)
      return {
        id,
        title: steps[id] ?? first?.how ?? { fr: id, en: id },
        done: id === 'answer' ? asked.length === 0 : !shown.some(isOpen),
        ...(fault !== undefined && { fault }),
        ...(first?.params && { params: first.params }),
        criteria: id === 'answer' ? [...new Set([...ids, ...asked])] : ids,
      }
    })
}
