import { declared } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'

const qualification = (section: string) => ({
  document: 'FranceConnect, qualification',
  section,
  url: 'https://docs.partenaires.franceconnect.gouv.fr/devenir-fs/projet-qualification-fs',
})

const visual = qualification('Vérifications visuelles')
const technical = qualification('Vérifications techniques')

const look = {
  fr: 'Regardez la page de connexion du service, puis déclarez ce que vous voyez.',
  en: 'Look at the login page of the service, then declare what you see.',
}
const tryIt = {
  fr: 'Essayez-le dans le service, puis déclarez ce que vous voyez.',
  en: 'Try it in the service, then declare what you see.',
}

/** What traffic does not show of a service of FranceConnect: people look, and declare. */
export const declaredCriteria = (brand: string): readonly Criterion[] => [
  declared({
    id: 'button/official',
    title: {
      fr: `Le bouton est l’image officielle « S’identifier avec ${brand} », ni déformée ni recolorée`,
      en: `The button is the official artwork "S’identifier avec ${brand}", neither distorted nor recoloured`,
    },
    reference: visual,
    how: look,
  }),
  declared({
    id: 'button/what-is-it',
    title: {
      fr: `Sous le bouton, le lien « Qu’est-ce que ${brand} ? » s’ouvre dans une nouvelle fenêtre`,
      en: `Under the button, the link "Qu’est-ce que ${brand} ?" opens in a new window`,
    },
    reference: visual,
    how: look,
  }),
  declared({
    id: 'button/sign-in-and-sign-up',
    title: {
      fr: 'Le bouton est sur les pages de connexion et d’inscription, en premier, séparé par « OU »',
      en: 'The button is on the sign-in and sign-up pages, first, apart from other means by "OU"',
    },
    reference: visual,
    how: look,
  }),
  declared({
    id: 'login/alternative',
    title: {
      fr: 'Un autre moyen de se connecter est proposé',
      en: 'Another way to log in is offered',
    },
    reference: visual,
    how: look,
  }),
  declared({
    id: 'button/sentence',
    title: {
      fr: `Une phrase au-dessus du bouton dit à quoi sert ${brand}`,
      en: `A sentence above the button says what ${brand} is for`,
    },
    reference: visual,
    how: look,
  }),
  declared({
    id: 'account/reconciliation',
    title: {
      fr: 'Les comptes sont rapprochés par le sub, puis l’identité pivot, jamais par le seul e-mail',
      en: 'Accounts are matched by sub, then by the pivot identity, never by e-mail alone',
    },
    reference: technical,
    how: {
      fr: 'Connectez deux personnes qui ont le même e-mail : deux comptes sont attendus.',
      en: 'Log in two people who have the same e-mail: two accounts are expected.',
    },
  }),
  declared({
    id: 'account/no-password',
    title: {
      fr: 'Aucun mot de passe de plus n’est demandé, et l’e-mail transmis n’est pas à confirmer',
      en: 'No password more is asked for, and the e-mail that came is not to be confirmed',
    },
    reference: technical,
    how: tryIt,
  }),
  declared({
    id: 'account/identity-kept',
    title: {
      fr: 'Les champs de l’identité pivot ne peuvent pas être modifiés ensuite',
      en: 'The fields of the pivot identity cannot be changed afterwards',
    },
    reference: technical,
    how: tryIt,
  }),
  declared({
    id: 'account/identity-shown',
    title: {
      fr: `L’identité affichée est celle que donne ${brand}, nom de naissance compris`,
      en: `The identity shown is the one that ${brand} gives, name at birth included`,
    },
    reference: technical,
    how: {
      fr: 'Connectez une personne dont le nom d’usage diffère du nom de naissance, puis regardez son profil.',
      en: 'Log in somebody whose usage name differs from the name at birth, then look at the profile.',
    },
  }),
  declared({
    id: 'errors/kind',
    title: {
      fr: 'Une erreur au retour est dite simplement, avec un autre moyen de se connecter',
      en: 'An error on the way back is told kindly, with another way to log in',
    },
    reference: technical,
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
    reference: technical,
    how: {
      fr: 'Déconnectez-vous, puis revenez en arrière dans le navigateur.',
      en: 'Log out, then go back in the browser.',
    },
  }),
  declared({
    id: 'secrets/kept',
    title: {
      fr: 'Le secret reste sur le serveur, et celui de la production diffère du bac à sable',
      en: 'The secret stays on the server, and production’s differs from the sandbox’s',
    },
    reference: technical,
    how: {
      fr: 'Cherchez le secret dans ce que reçoit le navigateur et dans le dépôt du code.',
      en: 'Look for the secret in what the browser receives and in the code’s repository.',
    },
  }),
  declared({
    id: 'production/https-addresses',
    title: {
      fr: 'Les adresses à enregistrer pour la production sont en https sur un nom public, sans localhost',
      en: 'The addresses to register for production are https on a public name, none on localhost',
    },
    reference: technical,
    how: {
      fr: 'Relisez redirect_uris et post_logout_redirect_uris de la demande de production.',
      en: 'Read redirect_uris and post_logout_redirect_uris of the request for production again.',
    },
  }),
  declared({
    id: 'production/sector-identifier',
    title: {
      fr: 'sector_identifier_uri est servi en application/json, et liste les seules adresses de retour de connexion',
      en: 'sector_identifier_uri is served as application/json, and lists the login callbacks alone',
    },
    reference: technical,
    // Who has one host for all its callbacks needs none.
    appliesTo: ({ client }) => client?.sector_identifier_uri !== undefined,
    how: {
      fr: 'Ouvrez cette adresse depuis une autre machine.',
      en: 'Open that address from another machine.',
    },
  }),
  declared({
    id: 'transport/tls',
    title: {
      fr: 'Le service n’accepte que TLS 1.2 ou plus, et son certificat est valable pour le nom du retour',
      en: 'The service accepts TLS 1.2 or later only, and its certificate is good for the callback’s name',
    },
    reference: technical,
    how: {
      fr: 'Examinez l’adresse publique du service avec un outil de mesure TLS.',
      en: 'Examine the public address of the service with a TLS scanner.',
    },
  }),
]
