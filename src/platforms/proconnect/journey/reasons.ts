import { passages } from '../passages.ts'
import { providerReasons, type Reason } from './provider-reasons.ts'

/** What each code asks for, and what to do. */
const reasons: Readonly<Record<string, Reason>> = {
  Y000400: {
    expected: {
      fr: 'un formulaire tel que la page du hub l’envoie',
      en: 'a form as the hub’s own page sends it',
    },
    remedy: {
      fr: 'Passez par les pages : leurs formulaires portent tous les champs.',
      en: 'Go through the pages: their forms carry every field.',
    },
  },
  ...providerReasons,
  Y030009: {
    expected: {
      fr: 'amr demandé par un client qui y a droit (claims: [amr])',
      en: 'amr asked by a client that may have it (claims: [amr])',
    },
    remedy: {
      fr: 'Retirez amr du paramètre claims, ou faites accorder ce droit au client.',
      en: 'Leave amr out of the claims parameter, or have the right granted to the client.',
    },
    passage: passages.claimsParameter,
  },
  Y470001: {
    expected: { fr: 'le csrfToken de la dernière page affichée', en: 'the csrfToken of the page shown last' },
    remedy: {
      fr: 'Rechargez la page et envoyez de nouveau son formulaire.',
      en: 'Reload the page and send its form again.',
    },
  },
  Y470002: {
    expected: { fr: 'un csrfToken', en: 'a csrfToken' },
    remedy: {
      fr: 'Envoyez aussi le champ caché du formulaire.',
      en: 'Send the hidden field of the form too.',
    },
  },
  Y500001: {
    expected: {
      fr: 'un domaine d’adresse e-mail d’un des fournisseurs d’identité du hub',
      en: 'an e-mail domain of one of the hub’s identity providers',
    },
    remedy: {
      fr: 'Ce hub n’a pas de fournisseur d’identité par défaut : utilisez une adresse d’un domaine qu’il connaît.',
      en: 'This hub has no default identity provider: use an address of a domain that it knows.',
    },
    passage: passages.errors,
  },
  Y500006: {
    expected: {
      fr: 'sub, uid, given_name, usual_name, un e-mail valable et un SIRET utilisable',
      en: 'sub, uid, given_name, usual_name, a valid e-mail and a usable SIRET',
    },
    remedy: {
      fr: 'Choisissez une autre personne, ou corrigez l’identité de celle-ci.',
      en: 'Choose another person, or mend this one’s identity.',
    },
    passage: passages.identity,
  },
  Y500015: {
    expected: {
      fr: 'une personne dont les rôles contiennent agent_public',
      en: 'a person whose roles hold agent_public',
    },
    remedy: {
      fr: 'Le client est enregistré avec type public : enregistrez-le comme private pour accepter tout le monde.',
      en: 'The client is registered with type public: register it as private to accept everyone.',
    },
    passage: passages.errors,
  },
  Y500024: {
    expected: { fr: 'un compte qui n’est pas bloqué', en: 'an account that is not blocked' },
    remedy: {
      fr: 'Choisissez une autre personne, ou remettez blocked à false.',
      en: 'Choose another person, or put blocked back to false.',
    },
    passage: passages.errors,
  },
  Y500025: {
    expected: {
      fr: 'une adresse d’un des allowed_email_domains du client',
      en: 'an address in one of the client’s allowed_email_domains',
    },
    remedy: {
      fr: 'Utilisez une adresse de ces domaines, ou changez l’enregistrement.',
      en: 'Use an address of these domains, or change the registration.',
    },
    passage: passages.errors,
  },
  Y500027: {
    expected: {
      fr: 'une adresse d’un des domaines du fournisseur d’identité',
      en: 'an address in one of the domains of the identity provider',
    },
    remedy: {
      fr: 'Connectez-vous avec une adresse du domaine du fournisseur d’identité.',
      en: 'Log in with an address of the provider’s own domain.',
    },
    passage: passages.errors,
  },
}

const session: Reason = {
  expected: {
    fr: 'le cookie de session tel que le hub l’a posé',
    en: 'the session cookie as the hub set it',
  },
  remedy: {
    fr: 'Gardez le cookie tel quel, et recommencez depuis le client.',
    en: 'Keep the cookie as it came, and start again from the client.',
  },
  passage: passages.errors,
}

const started: Reason = {
  expected: {
    fr: 'une connexion que ce navigateur a commencée à authorize, depuis moins d’une heure, et n’a pas terminée',
    en: 'a login that this browser began at authorize, less than an hour ago, and has not finished',
  },
  remedy: {
    fr: 'Recommencez depuis le client : revenir en arrière ou recharger ne reprend pas une connexion terminée.',
    en: 'Start again from the client: going back or reloading cannot resume a finished login.',
  },
}

/** What a code of the hub asks for, and what to do. */
export const reasonOf = (code: string): Reason =>
  reasons[code] ?? (code.startsWith('Y19') ? session : started)
