import { said } from '../../pages/language.ts'
import type { Visit } from '../visit.ts'
import type { ProviderPages } from './steps.ts'

/** `Y010008 – …`: the code alone says nothing to who rehearses. */
const outcomeLabel = (code: string, { words }: Pick<ProviderPages, 'words'>): string => {
  const text = words(code)
  return text === undefined ? code : `${code} – ${text.length > 90 ? `${text.slice(0, 89)}…` : text}`
}

/** How a login of this client may be told to end, and what may go wrong in its answers. */
export const endingsOffered = (
  { lang, stage }: Visit,
  pages: Pick<ProviderPages, 'outcomes' | 'words'>,
  client_id: string | undefined,
) => ({
  outcomes: ['cancel', ...pages.outcomes].map((value) => ({ value, label: outcomeLabel(value, pages) })),
  faults: stage
    .faults(client_id)
    .map(({ id, title }) => ({ value: id, label: `${id} – ${said(lang, title)}` })),
})
