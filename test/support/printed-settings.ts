import { textOf } from '../unit/pages/markup.ts'
import { Browser } from './browser.ts'

/** The settings that the page prints for a client on a hub: each library's files, by where they go. */
export const printedSettings = async (
  url: string,
  hub: string,
  client_id = 'demo',
): Promise<Record<string, Record<string, string>>> => {
  const { body } = await new Browser().open(`${url}/_doublure/configure?client_id=${client_id}&hub=${hub}`)
  const sections = [...body.matchAll(/<h2 id="library-\d+">([^<]*)<\/h2>([\s\S]*?)<\/section>/g)]
  return Object.fromEntries(
    sections.map(([, library = '', section = '']) => {
      const files = [...section.matchAll(/<code>([^<]*)<\/code><\/p>[\s\S]*?<code id="[^"]*">([^<]*)</g)]
      return [library, Object.fromEntries(files.map(([, where = '', text = '']) => [where, decoded(text)]))]
    }),
  )
}

/** The text of an element, its lines and spaces as they are. */
const decoded = (text: string): string =>
  text
    .split('\n')
    .map((line) => `${/^ */.exec(line)}${textOf(line).join('')}`)
    .join('\n')
