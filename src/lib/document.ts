import { type Document, isMap, isScalar, LineCounter, type Node, parseAllDocuments } from 'yaml'
import type { z } from 'zod'
import { UNREADABLE } from './decode-utf8.ts'
import { parseJson } from './parse-json.ts'
import type { Problem } from './problem.ts'

/** A YAML or JSON text whose values remember the line they stand on. */
export type ParsedDocument = {
  /** The plain value, `undefined` when the text could not be parsed. */
  value: unknown
  problems: Problem[]
  /** `file:line` of the value at a path, or of its nearest ancestor that exists. */
  originAt(path: readonly PropertyKey[]): string
}

/** Parses one YAML 1.2 document (JSON is YAML): dates stay strings, duplicate keys and syntax errors are problems. */
export const parseDocument = (file: string, text: string): ParsedDocument => {
  const value = programsJson(text)
  if (value !== undefined) return { value, problems: [], originAt: () => `${file}:1` }
  const unread = undecoded(text)
  if (unread !== undefined) {
    const origin = `${file}:${text.slice(0, unread).split('\n').length}`
    const message = 'what stands here is no UTF-8: save the file in that encoding'
    return { value: undefined, problems: [{ origin, message }], originAt: () => origin }
  }
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })
  const document = 'empty' in documents ? undefined : documents[0]
  const at = (offset: number | undefined) =>
    offset === undefined ? file : `${file}:${lines.linePos(offset).line}`
  const problems: Problem[] = (document?.errors ?? []).map(({ pos, message }) => ({
    origin: at(pos[0]),
    message,
  }))
  const second = documents[1]
  if (second)
    problems.push({
      origin: at(second.range?.[0]),
      message: 'one document is expected, a second one begins here',
    })
  return {
    value: document && document.errors.length === 0 ? document.toJS() : undefined,
    problems,
    originAt: (path) => at(document && offsetOf(document, path)),
  }
}

/** Where a text was written in an encoding of Windows: letters of Windows-1252 are no UTF-8, those of UTF-16 hold zeros. */
const undecoded = (text: string): number | undefined => {
  const found = ['\0', UNREADABLE].map((sign) => text.indexOf(sign)).filter((at) => at >= 0)
  return found.length === 0 ? undefined : Math.min(...found)
}

/** JSON as programs write it, one line in which no key stands twice: it is read in a hundredth of the time. */
const programsJson = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return undefined
  try {
    const value = parseJson(text)
    return JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

/** Checks a parsed document against a schema; every violation becomes a problem with its file and line. */
export const validateDocument = <Schema extends z.ZodType>(
  document: ParsedDocument,
  schema: Schema,
): { value?: z.output<Schema>; problems: Problem[] } => {
  if (document.problems.length > 0) return { problems: document.problems }
  const result = schema.safeParse(document.value)
  if (result.success) return { value: result.data, problems: [] }
  return { problems: result.error.issues.flatMap((issue) => issueProblems(document, issue)) }
}

/** How zod says that a value is absent, where a schema has no words of its own. */
const NOTHING_CAME = /^Invalid input: expected (\w+), received undefined$/

const issueProblems = (document: ParsedDocument, issue: z.core.$ZodIssue): Problem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      origin: document.originAt([...issue.path, key]),
      message: `unknown key "${[...issue.path, key].join('.')}"`,
    }))
  }
  const origin = document.originAt(issue.path)
  const path = issue.path.join('.')
  const message = issue.message.replace(NOTHING_CAME, 'nothing was given, expected $1')
  return [{ origin, message: path === '' || origin.endsWith(`.${path}`) ? message : `${path}: ${message}` }]
}

const offsetOf = (document: Document, path: readonly PropertyKey[]): number | undefined => {
  for (let length = path.length; length >= 0; length--) {
    const prefix = path.slice(0, length)
    const key = keyNode(document, prefix)
    if (key?.range) return key.range[0]
    const node = document.getIn(prefix, true) as Node | undefined
    if (node?.range) return node.range[0]
  }
  return undefined
}

/** The key of a mapping's pair stands on the line that a person looks for, its value may begin on the next. */
const keyNode = (document: Document, path: readonly PropertyKey[]): Node | undefined => {
  const last = path.at(-1)
  if (typeof last !== 'string') return undefined
  const parent = document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return undefined
  return parent.items.map(({ key }) => key).find((key): key is Node => isScalar(key) && key.value === last)
}
