import { suggestKeys } from '../clients/nearest.ts'
import { type ParsedDocument, validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import { configSchema, type WrittenConfig } from './config.ts'
import { isRecord, type Layer, settingsOf, spelledOut } from './layer.ts'

/** The settings of every layer together, and who said what. */
export type MergedLayers = {
  /** Absent when a layer has problems. */
  written?: WrittenConfig
  /** The lists as they were said, even when something else has problems, so that theirs show in the same go. */
  lists: Readonly<Partial<Record<ListKey, string | unknown[]>>>
  problems: Problem[]
  /** Where a setting was said, at its last word: `doublure.yaml:3`, `--port`, `default`. */
  originAt(path: readonly string[]): string
  /** The document that said a top-level setting, for the lines of a list that stands in it. */
  documentOf(key: string): ParsedDocument | undefined
}

/** A setting that holds a list, or the path of one. */
export type ListKey = (typeof listKeys)[number]

const listKeys = ['clients', 'personas', 'identity_providers', 'scenarios'] as const

/** Mappings whose members are said one by one, in any layer. */
const mappings = ['control', 'journal', 'tls']

type Said = { document: ParsedDocument; path: readonly string[] }

const isList = (value: unknown): value is string | unknown[] =>
  typeof value === 'string' || Array.isArray(value)

/** Checks each layer by itself, so that a mistake shows even where a later layer would hide it, then merges them. */
export const mergeLayers = (given: readonly Layer[], hubIds: readonly string[]): MergedLayers => {
  const schema = configSchema(hubIds)
  const layers = given.map(spelledOut)
  const problems = layers.flatMap(({ document }) => [
    ...document.problems,
    ...suggestKeys(validateDocument({ ...document, problems: [] }, schema).problems, keysOf(schema)),
  ])
  const said = new Map<string, Said>()
  const merged: Record<string, unknown> = {}
  /** `--tls off` turns off what was said of https before, its port and certificate too. */
  const forget = (mapping: string) => {
    const members = isRecord(merged[mapping]) ? Object.keys(merged[mapping]) : []
    for (const member of members) said.delete(`${mapping}.${member}`)
    delete merged[mapping]
  }
  for (const layer of layers) {
    for (const [key, value] of Object.entries(settingsOf(layer))) {
      said.set(key, { document: layer.document, path: [key] })
      if (key === 'tls' && isRecord(value) && value.auto === false) forget('tls')
      if (!mappings.includes(key) || !isRecord(value)) merged[key] = value
      else {
        merged[key] = { ...(isRecord(merged[key]) ? merged[key] : {}), ...value }
        for (const member of Object.keys(value)) {
          said.set(`${key}.${member}`, { document: layer.document, path: [key, member] })
        }
      }
    }
  }
  return {
    ...(problems.length > 0 ? {} : { written: schema.parse(merged) }),
    lists: Object.fromEntries(listKeys.map((key) => [key, merged[key]]).filter(([, value]) => isList(value))),
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
  ...['post_authorize', 'lifetimes', 'token', 'open', 'size', 'auto', 'cert', 'key', 'names'],
]
