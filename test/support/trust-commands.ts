import { howToTrust } from '../../src/cli/how-to-trust.ts'

/** What "doublure ca" says to type under a title, for an authority in a file. */
export const trustCommands = (title: string, file: string): string[] => {
  const sections = howToTrust(file).split('\n\n')
  const found = sections.find((section) => section.startsWith(`${title}\n`))
  if (found === undefined) throw new Error(`"doublure ca" says nothing of ${title}`)
  return found.split('\n').slice(1)
}
