import { own } from './own.ts'

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

/** Reads sentences of software in French, by a list of both; `*` stands for what varies, told as it came and in order. */
export const phrasebook = (sentences: Readonly<Record<string, string>>) => {
  const patterns = Object.entries(sentences)
    .filter(([text]) => text.includes('*'))
    .map(([text, words]) => ({
      when: new RegExp(`^${literally(text).replaceAll('*', '(.*)')}$`, 's'),
      words,
    }))
  return (text: string): string | undefined => {
    const known = own(sentences, text)
    if (known !== undefined) return known
    for (const { when, words } of patterns) {
      const [, ...varying] = when.exec(text) ?? []
      if (varying.length > 0) return words.replaceAll('*', () => varying.shift() ?? '')
    }
    return undefined
  }
}
