import { type Html, html } from '../../lib/html.ts'
import type { WhyNot } from '../../lib/reason.ts'
import { sentence } from '../../lib/words.ts'
import { type Language, said, spoken } from '../language.ts'

/** Why something still waits; nothing where nobody knows. */
export const whyNotText = (lang: Language, { why_not, fr }: WhyNot): Html | undefined => {
  if (why_not === undefined) return undefined
  const why = sentence(why_not, fr?.why_not)
  return html`<span${spoken(lang, why)}>${said(lang, why)}</span>`
}
