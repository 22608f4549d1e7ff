/** Levels of lists and objects: nothing that anyone means is deeper, and what walks a value by recursion stands it. */
const DEPTH = 100

/** Parses JSON that came from outside. @throws SyntaxError for what is no JSON, or is nested too deep to be handled. */
export const parseJson = (text: string): unknown => {
  if (isTooDeep(text)) throw new SyntaxError(`lists and objects are nested deeper than ${DEPTH} levels`)
  return JSON.parse(text)
}

/** Counts brackets outside strings, in one pass; what is no JSON is left to the parser. */
const isTooDeep = (text: string): boolean => {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') inString = !inString
    else if (inString) at += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    if (depth > DEPTH) return true
  }
  return false
}
