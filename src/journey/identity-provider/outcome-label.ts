import type { ProviderPages } from './steps.ts'

/** `Y010008 – …`: the code alone says nothing to who rehearses. */
export const outcomeLabel = (code: string, { words }: Pick<ProviderPages, 'words'>): string => {
  const said = words(code)
  return said === undefined ? code : `${code} – ${said.length > 90 ? `${said.slice(0, 89)}…` : said}`
}
