import { declared } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import type { Words } from '../../lib/words.ts'
import type { Reference } from '../../oidc/reference.ts'

const look = {
  fr: 'Regardez la page de connexion du service, puis déclarez ce que vous voyez.',
  en: 'Look at the login page of the service, then declare what you see.',
}

/** How long these hubs keep a session. */
export const twelveHours = (brand: string): Words => ({
  fr: `${brand} garde la sienne 12 heures.`,
  en: `${brand} keeps its own for 12 hours.`,
})

/** What traffic does not show of a service for agents; `brand` is the name on the button. */
export const agentDeclarations = (brand: string, reference: Reference): readonly Criterion[] => [
  declared({
    id: 'button/official',
    title: {
      fr: `Le bouton ${brand} est l’image officielle, non modifiée, survol compris`,
      en: `The ${brand} button is the official artwork, unchanged, hovering included`,
    },
    reference,
    how: look,
  }),
  declared({
    id: 'button/what-is-it',
    title: {
      fr: `Sous le bouton, un lien explique ce qu’est ${brand}`,
      en: `Under the button, a link explains what ${brand} is`,
    },
    reference,
    how: look,
  }),
  declared({
    id: 'button/first',
    title: {
      fr: `${brand} vient en premier, séparé des autres moyens par « OU »`,
      en: `${brand} comes first, apart from other means by "OU"`,
    },
    reference,
    how: look,
  }),
  declared({
    id: 'account/reconciliation',
    title: {
      fr: 'À la première connexion, le compte existant est retrouvé sans mot de passe local',
      en: 'At the first login the account that exists is found, without a local password',
    },
    reference,
    how: {
      fr: 'Connectez une personne qui a déjà un compte, puis la même par un autre fournisseur d’identité.',
      en: 'Log in someone who has an account, then the same person through another identity provider.',
    },
  }),
  declared({
    id: 'account/logged-in-shown',
    title: {
      fr: 'La personne voit qu’elle est connectée, et accède à son profil',
      en: 'People see that they are logged in, and reach their profile',
    },
    reference,
    how: {
      fr: 'Connectez-vous, puis regardez l’en-tête du service.',
      en: 'Log in, then look at the header of the service.',
    },
  }),
  declared({
    id: 'errors/kind',
    title: {
      fr: 'Une erreur au retour est dite simplement, sans page blanche',
      en: 'An error on the way back is told kindly, with no blank page',
    },
    reference,
    how: {
      fr: 'Abandonnez une connexion, puis armez la faute error-with-description et recommencez.',
      en: 'Give a login up, then arm the fault error-with-description and start again.',
    },
  }),
  declared({
    id: 'logout/local-session',
    title: {
      fr: 'Se déconnecter ferme aussi la session du service',
      en: 'Logging out ends the session of the service too',
    },
    reference,
    how: {
      fr: 'Déconnectez-vous, puis revenez en arrière dans le navigateur.',
      en: 'Log out, then go back in the browser.',
    },
  }),
  declared({
    id: 'secrets/kept',
    title: {
      fr: 'Le secret a 256 bits au moins, reste sur le serveur, et celui de l’intégration n’est pas en production',
      en: 'The secret has 256 bits at least, stays on the server, and integration’s is not used in production',
    },
    reference,
    how: {
      fr: 'Cherchez le secret dans ce que reçoit le navigateur et dans le dépôt du code.',
      en: 'Look for the secret in what the browser receives and in the code’s repository.',
    },
  }),
  declared({
    id: 'transport/tls',
    title: {
      fr: 'Le service n’accepte que TLS 1.2 ou plus, et vérifie le nom des serveurs qu’il appelle',
      en: 'The service accepts TLS 1.2 or later only, and checks the names of the servers that it calls',
    },
    reference,
    how: {
      fr: 'Examinez l’adresse publique du service avec un outil de mesure TLS.',
      en: 'Examine the public address of the service with a TLS scanner.',
    },
  }),
]
