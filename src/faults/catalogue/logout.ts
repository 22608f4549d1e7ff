import { z } from 'zod'
import { redirectFault } from '../fault.ts'
import { passages } from '../references.ts'

/** How the person comes back from a logout, or not. */
export const logoutFaults = [
  redirectFault({
    id: 'logout-loses-state',
    title: {
      fr: 'La personne revient de la déconnexion sans le state',
      en: 'The person comes back from the logout without the state',
    },
    module: 'oidcc-client-test-rp-init-logout-no-state',
    seam: 'logout_response',
    reference: passages.logout,
    reaction: {
      fr: 'Affiche tout de même que la personne est déconnectée : sa propre session avait pris fin avant l’appel au hub.',
      en: 'Shows that the person is logged out all the same: its own session ended before the hub was called.',
    },
    apply: (to) => {
      const copy = new URL(to)
      copy.searchParams.delete('state')
      return copy
    },
  }),
  redirectFault({
    id: 'logout-invalid-state',
    title: {
      fr: 'La personne revient de la déconnexion avec un autre state',
      en: 'The person comes back from the logout with another state',
    },
    module: 'oidcc-client-test-rp-init-logout-other-state',
    seam: 'logout_response',
    reference: passages.logout,
    reaction: {
      fr: 'Ne tient pas ce retour pour la fin de sa propre déconnexion, et n’en tire aucune conséquence.',
      en: 'Does not take the return for the end of its own logout, and does nothing on the strength of it.',
    },
    params: z.strictObject({ state: z.string().default('not-the-state-that-you-sent') }),
    apply: (to, { state }) => {
      const copy = new URL(to)
      copy.searchParams.set('state', state)
      return copy
    },
  }),
  redirectFault({
    id: 'logout-never-returns',
    title: {
      fr: 'La personne ne revient jamais de la déconnexion',
      en: 'The person never comes back from the logout',
    },
    seam: 'logout_response',
    reference: passages.logout,
    reaction: {
      fr: 'A mis fin à sa propre session avant d’appeler le hub : la personne en est déconnectée quoi qu’il arrive.',
      en: 'Has ended its own session before it called the hub, so the person is logged out of it whatever happens.',
    },
    apply: () => undefined,
  }),
]
