import type { ParsedDocument } from '../lib/document.ts'

/** One value inside a document, seen as a document of its own whose lines stay those of the file. */
export const subdocument = (
  document: ParsedDocument,
  path: readonly PropertyKey[],
  value: unknown,
): ParsedDocument => ({
  value,
  problems: [],
  originAt: (below) => document.originAt([...path, ...below]),
})
