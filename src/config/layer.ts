import { resolve } from 'node:path'
import { type ParsedDocument, parseDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import type { FlagValues } from './option.ts'
import { readSetting, type Setting, settings } from './settings.ts'

/** One place that says settings; a later layer wins over an earlier one. */
export type Layer = {
  /** A mapping of settings, each with its origin. */
  document: ParsedDocument
  /** Folder that its relative paths start from. */
  folder: string
}

/** The environment as it is handed to a program. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * A configuration text as a layer. An empty file says nothing, and that is allowed; `$schema` speaks to editors, not
 * to us.
 */
export const textLayer = (file: string, text: string, folder: string): Layer => {
  const document = parseDocument(file, text)
  const value = document.value ?? {}
  if (!isRecord(value)) return { document, folder }
  const { $schema, ...written } = value
  return { document: { ...document, value: written }, folder }
}

/** Whether a value is a mapping. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `tls: auto` is short for a mapping, so that each layer may say one member of it. */
export const spelledOut = (layer: Layer): Layer => {
  const { value } = layer.document
  if (!isRecord(value) || value.tls !== 'auto') return layer
  return { ...layer, document: { ...layer.document, value: { ...value, tls: { auto: true } } } }
}

/** What the variables say; an empty variable says nothing, as compose files set them. */
export const environmentLayer = (env: Environment, folder: string): Layer =>
  layerOf(
    settings.flatMap((setting) => {
      const inline = setting.inlineVariable
      const list = inline === undefined ? undefined : env[inline]
      const text = env[setting.variable]
      return [
        ...(text ? [said(setting, setting.variable, text)] : []),
        ...(list && inline !== undefined ? [inlineList(setting, inline, list, Boolean(text))] : []),
      ]
    }),
    folder,
  )

/** What the flags of the command line say. */
export const flagLayer = (flags: FlagValues, folder: string): Layer =>
  layerOf(
    settings.flatMap((setting) => {
      const value = flags[setting.flag]
      return value === undefined ? [] : [said(setting, `--${setting.flag}`, value)]
    }),
    folder,
  )

type Saying = {
  path: readonly string[]
  value: unknown
  problems: readonly Problem[]
  originAt(below: readonly PropertyKey[]): string
}

const said = (setting: Setting, origin: string, value: string | boolean): Saying => ({
  path: setting.path,
  value: typeof value === 'string' ? readSetting(setting, value) : value,
  problems: [],
  originAt: () => origin,
})

const inlineList = (setting: Setting, variable: string, text: string, hasPath: boolean): Saying => {
  const { value, problems, originAt } = parseDocument(variable, text)
  const found: Problem[] = [...problems]
  if (problems.length === 0 && !Array.isArray(value)) {
    const message = `expected a list in YAML or JSON; for a path, use ${setting.variable}`
    found.push({ origin: variable, message })
  }
  if (hasPath)
    found.push({ origin: variable, message: `${setting.variable} is set too, expected one of the two` })
  return { path: setting.path, value: Array.isArray(value) ? value : [], problems: found, originAt }
}

const layerOf = (sayings: readonly Saying[], folder: string): Layer => {
  const value: Record<string, unknown> = {}
  for (const { path, value: leaf } of sayings) {
    const [key = '', below] = path
    value[key] = below === undefined ? leaf : { ...(value[key] as object | undefined), [below]: leaf }
  }
  const originAt = (path: readonly PropertyKey[]) => {
    const saying = sayings.findLast((one) => one.path.every((key, index) => path[index] === key))
    return saying?.originAt(path.slice(saying.path.length)) ?? sayings[0]?.originAt([]) ?? ''
  }
  return { document: { value, problems: sayings.flatMap(({ problems }) => problems), originAt }, folder }
}

/** The settings of a layer, its paths made absolute. */
export const settingsOf = ({ document, folder }: Layer): Record<string, unknown> => {
  const written = isRecord(document.value) ? document.value : {}
  const absolute = (path: unknown) => (typeof path === 'string' ? resolve(folder, path) : path)
  const result: Record<string, unknown> = { ...written }
  for (const key of ['clients', 'personas', 'identity_providers', 'scenarios', 'data_dir']) {
    if (key in written) result[key] = absolute(written[key])
  }
  if (isRecord(written.tls)) {
    const { cert, key, ...tls } = written.tls
    result.tls = {
      ...tls,
      ...(cert !== undefined && { cert: absolute(cert) }),
      ...(key !== undefined && { key: absolute(key) }),
    }
  }
  if (Array.isArray(written.hubs)) {
    result.hubs = written.hubs.map((hub) =>
      typeof hub === 'object' && hub !== null && 'keys' in hub ? { ...hub, keys: absolute(hub.keys) } : hub,
    )
  }
  return result
}
