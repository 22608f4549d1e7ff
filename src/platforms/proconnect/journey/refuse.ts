import { type Refusal, refusal } from '../../../journey/answer.ts'
import type { Words } from '../../../lib/words.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { passages } from '../passages.ts'
import { reasonOf } from './reasons.ts'

/** A refusal by one of the hub's codes, explained: what came, then what was expected and what to do. */
export const refuse = (
  code: string,
  received: Words,
  detail: { message?: string; status?: number } = {},
): Refusal => refusal(code, { ...detail, why: [{ received, ...reasonOf(code) }] })

/** The e-mail address of whoever logs in, as a refusal tells it. */
export const addressOrNone = (email: string | undefined): Words =>
  email === undefined ? { fr: 'aucune adresse', en: 'no address' } : verbatim(email)

/** A refusal that the tester asked for. */
export const refuseOnDemand = (code: string): Refusal =>
  refusal(code, {
    why: [
      {
        received: {
          fr: `il était demandé que la connexion finisse par ${code}`,
          en: `the login was told to end with ${code}`,
        },
        expected: {
          fr: 'rien d’autre : cette page est ce qui a été demandé',
          en: 'nothing else: this page is what was asked for',
        },
        remedy: {
          fr: 'Suivez le lien de la page, si elle en a un, pour voir ce que le client reçoit.',
          en: 'Follow the link of the page, where it has one, to see what the client receives.',
        },
        passage: passages.errors,
      },
    ],
  })
