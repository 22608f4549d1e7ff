/** One start tag of a page: its name and its attributes, as written (entities kept). */
export type Tag = { name: string; attributes: Record<string, string> }

const startTag = /<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g

/** Every start tag of a page, in order. Throws on a `<` that opens no well-formed tag. */
export const tagsOf = (markup: string): Tag[] => {
  const rest = markup.replace(startTag, '').replace(/<\/[a-z][a-z0-9]*>|<!doctype html>/g, '')
  const stray = rest.indexOf('<')
  if (stray >= 0) throw new Error(`not a tag: ${rest.slice(stray, stray + 80)}`)
  return [...markup.matchAll(startTag)].map(([, name = '', attributes = '']) => ({
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  }))
}

const voids = ['meta', 'link', 'input']

/** The first element that is not closed where it should be, or `undefined`. */
export const unclosed = (markup: string): string | undefined => {
  const open: string[] = []
  for (const [, slash, name = ''] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (voids.includes(name)) continue
    if (!slash) open.push(name)
    else if (open.pop() !== name) return name
  }
  return open.pop()
}

/** The tag that carries a `data-testid`, or `undefined`. */
export const byTestId = (markup: string, id: string): Tag | undefined =>
  tagsOf(markup).find(({ attributes }) => attributes['data-testid'] === id)

/** The text of a page, one line per run of text, entities decoded. */
export const textOf = (markup: string): string[] =>
  markup
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
