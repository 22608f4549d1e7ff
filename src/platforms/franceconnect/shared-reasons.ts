import type { Words } from '../../lib/words.ts'
import { type Passage, passages } from './passages.ts'

/** What a refusal asks for, and what to do about it. */
export type Reason = { expected: Words; remedy: Words; passage?: Passage }

/** A reason, from what was expected and what to do, in French then in English. */
export const because = (
  [expectedFr, expectedEn]: readonly [fr: string, en: string],
  [remedyFr, remedyEn]: readonly [fr: string, en: string],
  passage: Passage = passages.errors,
): Reason & { passage: Passage } => ({
  expected: { fr: expectedFr, en: expectedEn },
  remedy: { fr: remedyFr, en: remedyEn },
  passage,
})

export const register = because(
  [
    'une personne que l’état civil retrouve et confirme',
    'a person whom the civil register finds and vouches for',
  ],
  [
    'Votre client n’y peut rien : il doit proposer un autre moyen de se connecter. Connectez une autre personne pour continuer.',
    'Your client cannot help: it must offer another way to log in. Log in as another person to go on.',
  ],
)
export const registerDown = because(
  ['un état civil qui répond', 'a civil register that answers'],
  [
    'Votre client n’y peut rien : la personne réessaie plus tard. Connectez une autre personne pour continuer.',
    'Your client cannot help: the person tries again later. Log in as another person to go on.',
  ],
)
export const exchange = because(
  ['un fournisseur d’identité qui répond comme il le doit', 'an identity provider that answers as it should'],
  [
    'Votre client n’y peut rien : la personne réessaie ou choisit un autre compte. Connectez une autre personne pour continuer.',
    'Your client cannot help: the person tries again or chooses another account. Log in as another person to go on.',
  ],
)
export const order = because(
  [
    'les étapes d’une même connexion, dans l’ordre, une fois chacune',
    'the steps of one login, in their order, each once',
  ],
  [
    'Commencez une nouvelle connexion ; laissez le navigateur suivre les redirections et envoyer les formulaires des pages tels quels.',
    'Begin a new login; let the browser follow the redirects and post the forms of the pages as they are.',
  ],
)
export const token = because(
  [
    'le csrfToken de la page qui vient d’être affichée, une fois',
    'the csrfToken of the page just shown, once',
  ],
  [
    'Envoyez le formulaire de la page tel quel ; un robot de test relit le champ caché sur chaque page.',
    'Post the form of the page as it is; a test driver reads the hidden field again on every page.',
  ],
)
export const cookies = because(
  ['les cookies de cette connexion, inchangés', 'the cookies of this login, unchanged'],
  [
    'Gardez les mêmes cookies pendant toute la connexion, et finissez-la avant la fin de la session (30 minutes, 10 sur FranceConnect+).',
    'Keep one cookie jar for the whole login and finish it before the session ends (30 minutes, 10 on FranceConnect+).',
  ],
)
export const level = because(
  [
    'un fournisseur d’identité qui répond le niveau demandé, ou un niveau plus élevé de sa propre liste',
    'an identity provider that answers the level asked for, or a higher one of its own list',
  ],
  [
    'Choisissez un compte ou une personne de ce niveau, ou demandez un niveau plus bas.',
    'Choose an account or a person of that level, or ask for a lower one.',
  ],
)
