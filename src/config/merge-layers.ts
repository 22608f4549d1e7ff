import { suggestKeys } from '../clients/nearest.ts'
import { type ParsedDocument, validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import { configSchema, type WrittenConfig } from './config.ts'
import { type Layer, settingsOf } from './layer.ts'

/** The settings of every layer together, and who said what. */
export type MergedLayers = {
  /** Absent when a layer has problems. */
  written?: WrittenConfig
  problems: Problem[]
  /** Where a setting was said, at its last word: `doublure.yaml:3`, `--port`, `default`. */
  originAt(path: readonly string[]): string
  /** The document that said a top-level setting, for the lines of a list that stands in it. */
  documentOf(key: string): ParsedDocument | undefined
}

/** Mappings whose members are said one by one, in any layer. */
const mappings = ['control', 'journal']

/** Checks each layer by itself, so that a mistake shows even where a later layer would hide it, then merges them. */
export const mergeLayers = (layers: readonly Layer[], hubIds: readonly string[]): MergedLayers => {
  const schema = configSchema(hubIds)
  const problems = layers.flatMap(({ document }) => [
    ...document.problems,
    ...suggestKeys(validateDocument({ ...document, problems: [] }, schema).problems, keysOf(schema)),
  ])
  const said = new Map<string, { document: ParsedDocument; path: readonly string[] }>()
  const merged: Record<string, unknown> = {}
  for (const layer of problems.length > 0 ? [] : layers) {
    for (const [key, value] of Object.entries(settingsOf(layer))) {
      const { document } = layer
      said.set(key, { document, path: [key] })
      if (!mappings.includes(key)) merged[key] = value
      else {
        merged[key] = { ...(merged[key] as object | undefined), ...(value as object) }
        for (const member of Object.keys(value as object)) {
          said.set(`${key}.${member}`, { document, path: [key, member] })
        }
      }
    }
  }
  return {
    ...(problems.length > 0 ? {} : { written: schema.parse(merged) }),
    problems,
    originAt: (path) => {
      const saying = said.get(path.join('.'))
      return saying === undefined ? 'default' : saying.document.originAt(saying.path)
    },
    documentOf: (key) => said.get(key)?.document,
  }
}

const keysOf = ({ shape }: ReturnType<typeof configSchema>): string[] => [
  ...Object.keys(shape),
  ...['id', 'as_of', 'issuer', 'host', 'keys', 'quirks', 'redirect_uri_policy', 'strictness'],
  ...['post_authorize', 'lifetimes', 'token', 'open', 'size'],
]
