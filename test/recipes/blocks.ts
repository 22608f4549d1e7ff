import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const recipes = join(import.meta.dirname, '../../docs/recipes')

/** Writes the files of a recipe into a folder: each block names its file in its first lines. */
export const layOut = (recipe: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `doublure-${recipe}-`))
  for (const [path, text] of filesOf(recipe)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Files of a recipe, by path; commands to type are no files. */
export const filesOf = (recipe: string): Map<string, string> => {
  const text = readFileSync(join(recipes, `${recipe}.md`), 'utf8')
  const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].filter(([, language]) => language !== 'sh')
  return new Map(
    blocks.map(([, language, block = '']) => {
      const head = block.split('\n', 2).join('\n')
      const [, path] = /^(?:<\?php\n)?(?:#|\/\/|<!--) (\S+\.\w+)/.exec(head) ?? []
      if (path === undefined)
        throw new Error(`a ${language} block of ${recipe}.md does not name its file: ${head}`)
      return [path, block]
    }),
  )
}
