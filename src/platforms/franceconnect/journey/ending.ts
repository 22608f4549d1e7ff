import { type Answer, outcome } from '../../../journey/answer.ts'
import { type Code, errors } from '../errors.ts'
import { refused } from '../reasons.ts'
import { abortedOnChooser } from './way-back.ts'

/** Codes that a login can end with; the others are told to data providers, at a logout, or nowhere near a login. */
export const endings = Object.keys(errors).filter((code) => !/^Y(0004|020028|1000(13|19)|33|44)/.test(code))

/** How a login ends that was told to. */
export const ending = (wished: string): Answer => {
  if (wished === 'cancel') return outcome({ kind: 'error', ...abortedOnChooser })
  const code = wished as Code
  const known = errors[code]
  // These two never show a page: the client is told at once.
  if ((code === 'Y030030' || code === 'Y030032') && 'back' in known)
    return outcome({ kind: 'error', ...known.back })
  return refused(code, { fr: 'la fin demandée pour cette connexion', en: 'the ending asked for this login' })
}
