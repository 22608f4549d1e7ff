// The end of npm run build: of the declarations that tsc wrote, those that an entry of package.json reaches stay.
import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { types: string }>
}

const reached = new Set<string>()
const reach = (file: string): void => {
  if (reached.has(file)) return
  reached.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
    /(?:from|import\()\s*['"](\.[^'"]+)['"]/g,
  )) {
    reach(resolve(dirname(file), path.replace(/\.ts$/, '.d.ts')))
  }
}
for (const entry of Object.values(exports)) if (typeof entry !== 'string') reach(resolve(entry.types))

// Longest path first: a folder comes after what it holds.
const paths = readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((path) =>
  join(resolve('dist'), path),
)
for (const path of paths.sort((a, b) => b.length - a.length)) {
  if (path.endsWith('.d.ts') && !reached.has(path)) rmSync(path)
  else if (!/\.\w+$/.test(path) && readdirSync(path).length === 0) rmdirSync(path)
}
