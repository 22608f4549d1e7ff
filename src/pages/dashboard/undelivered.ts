import { type Html, html } from '../../lib/html.ts'
import { english, type Language, ourWords } from '../language.ts'

/** A fault of a login that no answer delivered, and why, in English. */
export type UndeliveredFault = { fault: string; why_not?: string | undefined }

const words = ourWords({ undelivered: 'Non livrée :' }, { undelivered: 'Not delivered:' })

/** What a login met nothing of, each with why: a login that is done may have shown less than was wanted. */
export const undeliveredList = (lang: Language, faults: readonly UndeliveredFault[] = []): Html[] =>
  faults.map(
    ({ fault, why_not }) =>
      html`<span class="hint">${words[lang].undelivered} <span class="badge warning">${fault}</span> ${why_not !== undefined && html`<span${english(lang)}>${why_not}</span>`}</span>`,
  )
