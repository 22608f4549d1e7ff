import { bilingual, type Language } from '../../pages/language.ts'

/** What error pages say to the person. The first two sentences and those of 10015 and 404 are the hub's own, the others ours. */
const texts = bilingual(
  {
    technical: 'Une erreur technique est survenue, fermez l’onglet de votre navigateur et reconnectez-vous.',
    tryLater: "Une erreur s'est produite, veuillez réessayer ultérieurement",
    client:
      'Une erreur de communication avec le fournisseur de service est survenue. Veuillez réessayer ultérieurement.',
    sector:
      'Une erreur de communication avec le fournisseur de service est survenue : son sector_identifier_uri ne répond pas comme attendu.',
    notFound: 'Page non trouvée',
    deceased: 'Les identifiants utilisés correspondent à une identité qui ne permet plus la connexion.',
    unverified:
      'Les informations transmises par votre compte n’ont pas pu être vérifiées auprès de l’état civil. Corrigez-les auprès de ce compte ou choisissez-en un autre.',
    register: 'La vérification de votre identité à l’état civil est momentanément impossible.',
    identity:
      'Une donnée d’identité transmise par votre compte est absente ou incorrecte. Corrigez-la auprès de ce compte.',
    provider: 'Une erreur est survenue lors de l’échange avec le compte choisi. Veuillez recommencer.',
    unavailable: 'Ce compte ne peut pas être utilisé pour ce service. Veuillez en choisir un autre.',
    level: 'Le compte choisi ne permet pas le niveau de sécurité demandé par ce service.',
    blocked: 'Votre accès a été désactivé.',
    blockedProvider: 'Vous avez bloqué l’utilisation de ce compte dans vos préférences.',
    session:
      'Votre session a expiré ou est inactive, fermez l’onglet de votre navigateur et reconnectez-vous.',
    replay: 'Cette page a été rechargée ou ouverte hors de son ordre, veuillez recommencer votre connexion.',
    mandate: 'Le mandat utilisé ne couvre pas ce service.',
  },
  {
    technical: 'A technical error occurred, close the tab of your browser and log in again.',
    tryLater: 'An error occurred, please try again later',
    client: 'A communication error with the service provider occurred. Please try again later.',
    sector:
      'A communication error with the service provider occurred: its sector_identifier_uri does not answer as expected.',
    notFound: 'Page not found',
    deceased: 'The identity behind this account can no longer log in.',
    unverified:
      'What your account says of you could not be verified in the civil register. Correct it there or choose another account.',
    register: 'Verifying your identity in the civil register is not possible at the moment.',
    identity: 'Your account gave an identity that is incomplete or incorrect. Correct it there.',
    provider: 'An error occurred in the exchange with the chosen account. Please start again.',
    unavailable: 'This account cannot be used for this service. Please choose another one.',
    level: 'The chosen account does not allow the level of security that this service asks for.',
    blocked: 'Your access has been deactivated.',
    blockedProvider: 'You have blocked this account in your preferences.',
    session: 'Your session has expired or is inactive, close the tab of your browser and log in again.',
    replay: 'This page was reloaded or opened out of order, please start your login again.',
    mandate: 'The mandate in use does not cover this service.',
  },
)

/** The messages by name, in French. */
export const messages = texts.fr

type MessageName = keyof typeof texts.fr

/** The message in the language of the page; one that is not ours stays as it is. */
export const messageIn = (lang: Language, message: string): string => {
  const found = Object.entries(texts.fr).find(([, french]) => french === message)
  return found ? texts[lang][found[0] as MessageName] : message
}
