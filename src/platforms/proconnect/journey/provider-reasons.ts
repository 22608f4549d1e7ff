import type { Words } from '../../../lib/words.ts'
import { type Passage, passages } from '../passages.ts'

/** What a refusal asks for, and what to do about it. */
export type Reason = { expected: Words; remedy: Words; passage?: Passage }

const active = {
  expected: {
    fr: 'un fournisseur d’identité actif de ce hub',
    en: 'an identity provider of this hub that is active',
  },
}

const disabled: Reason = {
  ...active,
  remedy: {
    fr: 'Choisissez un autre fournisseur d’identité, ou rendez celui-ci actif.',
    en: 'Choose another identity provider, or make this one active.',
  },
  passage: passages.errors,
}

const excluded: Reason = {
  expected: {
    fr: 'un fournisseur d’identité que ce client peut utiliser',
    en: 'an identity provider that this client may use',
  },
  remedy: {
    fr: 'Changez l’idp_filter du client, ou choisissez un autre fournisseur d’identité.',
    en: 'Change the client’s idp_filter, or choose another identity provider.',
  },
}

const nothingToDo = {
  fr: 'Rien à faire dans le client : qu’il montre sa propre erreur au retour de la personne.',
  en: 'Nothing to do in the client: show its own error when the person comes back.',
}

const userinfo: Reason = {
  expected: { fr: 'le userinfo du fournisseur d’identité', en: 'userinfo from the identity provider' },
  remedy: nothingToDo,
  passage: passages.errors,
}

const level: Reason = {
  expected: {
    fr: 'un niveau que le hub connaît, et que ce fournisseur d’identité peut donner',
    en: 'a level that the hub knows, and that this identity provider can give',
  },
  remedy: {
    fr: 'Choisissez une autre personne ou un autre fournisseur d’identité, ou corrigez l’acr de cette personne.',
    en: 'Choose another person or another identity provider, or mend the acr of this person.',
  },
  passage: passages.errors,
}

/** What the codes of identity providers ask for, and what to do. */
export const providerReasons: Readonly<Record<string, Reason>> = {
  Y020001: level,
  Y020017: disabled,
  Y020018: level,
  Y020019: {
    ...active,
    remedy: {
      fr: 'Envoyez l’id d’un fournisseur d’identité que le hub propose.',
      en: 'Send the id of an identity provider that the hub offers.',
    },
  },
  Y020023: excluded,
  Y020026: {
    expected: {
      fr: 'le code et le state de cette connexion, et un jeton en échange',
      en: 'the code and the state that this login began with, and a token in exchange',
    },
    remedy: nothingToDo,
    passage: passages.errors,
  },
  Y020027: userinfo,
  Y020029: userinfo,
  Y020030: {
    expected: {
      fr: 'un jeton dont les membres ont le bon type',
      en: 'a token whose members have the right types',
    },
    remedy: nothingToDo,
    passage: passages.errors,
  },
  Y020031: {
    expected: { fr: 'un fournisseur d’identité qui répond', en: 'an identity provider that answers' },
    remedy: nothingToDo,
    passage: passages.errors,
  },
  Y020032: {
    expected: { fr: 'un code du fournisseur d’identité', en: 'a code from the identity provider' },
    remedy: {
      fr: 'La personne y a renoncé ou y a été refusée : laissez-la recommencer à son retour.',
      en: 'The person gave up or was refused there: let them start again when they come back.',
    },
    passage: passages.errors,
  },
  Y500017: disabled,
  Y500023: excluded,
}
