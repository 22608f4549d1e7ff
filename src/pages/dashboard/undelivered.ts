import { type Html, html } from '../../lib/html.ts'
import type { WhyNot } from '../../lib/reason.ts'
import { type Language, ourWords } from '../language.ts'
import { whyNotText } from './why-not.ts'

/** A fault of a login that no answer delivered, and why. */
export type UndeliveredFault = WhyNot & { fault: string }

const words = ourWords({ undelivered: 'Non livrée :' }, { undelivered: 'Not delivered:' })

/** What a login met nothing of, each with why: a login that is done may have shown less than was wanted. */
export const undeliveredList = (lang: Language, faults: readonly UndeliveredFault[] = []): Html[] =>
  faults.map(
    (one) =>
      html`<span class="hint">${words[lang].undelivered} <span class="badge warning">${one.fault}</span> ${whyNotText(lang, one)}</span>`,
  )
