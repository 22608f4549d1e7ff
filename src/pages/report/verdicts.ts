import { type Html, html } from '../../lib/html.ts'
import type { Words } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { type Language, said } from '../language.ts'
import { words } from './words.ts'

export type ShownStatus = 'passed' | 'failed' | 'not_observed' | 'review'

/** One criterion and its verdict, as the page shows it. */
export type ShownResult = {
  criterion: string
  title: Words
  kind: 'observed' | 'provoked' | 'declared'
  severity: 'required' | 'advised'
  reference: { document: string; section?: string | undefined; url?: string | undefined }
  how: Words
  status: ShownStatus
  because: Words
  evidence: readonly { id: string; endpoint: string; at: string }[]
  evidence_count: number
  /** Somebody said so. */
  declaration?: { verdict: string; name: string; note: string } | undefined
}

const tones: Record<ShownStatus, string> = {
  passed: 'good',
  failed: 'bad',
  not_observed: 'muted',
  review: 'warning',
}

/** A status as a word and a colour. */
export const statusBadge = (lang: Language, status: ShownStatus): Html =>
  html`<span class="badge ${tones[status]}">${words[lang][status]}</span>`

const source = ({ document, section, url }: ShownResult['reference']): Html => {
  const named = [document, section].filter(Boolean).join(', ')
  return url === undefined
    ? html`${named}`
    : html`<a href="${safeAddress(url)}" rel="noreferrer">${named}</a>`
}

const SHOWN = 4

const proofs = (lang: Language, { evidence, evidence_count }: ShownResult): Html => {
  const shown = evidence.slice(-SHOWN)
  const rest = evidence_count - shown.length
  return html`<p class="proofs"><span>${words[lang].evidence}</span>${shown.map(
    ({ id, endpoint, at }) =>
      html`<a href="/_doublure/journal/exchanges/${encodeURIComponent(id)}">${endpoint} ${at.slice(11, 19)}</a>`,
  )}${rest > 0 && html`<span class="hint">${words[lang].more(rest)}</span>`}</p>`
}

/** A criterion: verdict, title, reason, evidence or how to observe it, source; `more` is added below. */
export const verdictItem = (lang: Language, result: ShownResult, more?: Html | false): Html => {
  const { criterion, title, severity, reference, how, status, because, evidence } = result
  const text = words[lang]
  const isOpen = status === 'not_observed' || status === 'review'
  return html`
      <li id="criterion-${criterion}" class="verdict ${status}" data-testid="criterion-${criterion}">
        ${statusBadge(lang, status)}
        <h3>${said(lang, title)}</h3>
        <p>${said(lang, because)}</p>
        ${isOpen && html`<p class="hint">${text.how}${said(lang, how)}</p>`}
        ${evidence.length > 0 && proofs(lang, result)}
        <p class="hint"><code>${criterion}</code>, ${text[severity]}. ${source(reference)}</p>
        ${more}
      </li>`
}
