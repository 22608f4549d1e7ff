import type { Words } from '../../lib/words.ts'

/** The hub's validator speaks English to people too: what it says of an identity, in French. */
const french: readonly (readonly [when: RegExp, words: string])[] = [
  [
    /^(\S+) must be shorter than or equal to (\d+) characters$/,
    '$1 a plus de $2 caractères ou n’est pas un texte',
  ],
  [/^(\S+) must be longer than or equal to 1 characters$/, '$1 est vide ou n’est pas un texte'],
  [/^(\S+) must contain only ASCII characters$/, '$1 contient un caractère hors ASCII ou n’est pas un texte'],
  [/^(\S+) must be a string$/, '$1 n’est pas un texte'],
  [/^(\S+) must be an email$/, '$1 n’est pas une adresse e-mail'],
]

const inFrench = (fault: string): string => {
  const [when, words] = french.find(([pattern]) => pattern.test(fault)) ?? []
  return when && words ? fault.replace(when, words) : fault
}

/** Violations as one sentence, the English in the hub's own words. */
export const validatorWords = (faults: readonly string[]): Words => ({
  fr: faults.map(inFrench).join(', '),
  en: faults.join(', '),
})
