import { stringify } from 'yaml'
import type { Config } from './config.ts'
import type { LoadedSettings } from './load-config.ts'
import { settings } from './settings.ts'

/** Column where the origins begin, when the value leaves room. */
const COLUMN = 40

/**
 * The configuration in force as YAML, each setting with its origin in a comment. A list read from a file is shown by
 * its path; secrets are masked unless they are to be shown.
 */
export const printConfig = (config: Config, { merged }: LoadedSettings): string => {
  const shown: unknown = masked(
    { ...config, ...noLists, ...merged.lists, tls: merged.written?.tls },
    config.show_secrets,
  )
  let mapping: string | undefined
  const lines = settings.flatMap(({ path }) => {
    const value = path.reduce<unknown>((above, key) => Object(above)[key], shown)
    if (value === undefined) return []
    const [key, member] = path
    const origin = merged.originAt(path)
    if (member === undefined) return printSetting(key, value, origin)
    const opening = mapping === key ? [] : [`${key}:`]
    mapping = key
    return [...opening, ...printSetting(`  ${member}`, value, origin)]
  })
  return `${lines.join('\n')}\n`
}

/** The built-in lists are not printed: they are nobody's setting. */
const noLists = {
  clients: undefined,
  personas: undefined,
  identity_providers: undefined,
  scenarios: undefined,
}

const printSetting = (key: string, value: unknown, origin: string): string[] =>
  Array.isArray(value)
    ? [commented(`${key}:`, origin), ...value.map((item) => `  - ${inFlow(item)}`)]
    : [commented(`${key}: ${inFlow(value)}`, origin)]

const secretMembers = new Set(['client_secret', 'token', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'k'])

const masked = (value: unknown, show: boolean): unknown => {
  if (show || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => masked(item, show))
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      secretMembers.has(key) && typeof member === 'string' ? '***' : masked(withoutPassword(member), show),
    ]),
  )
}

/** An address without the user and the password that it names. */
const withoutPassword = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^(\w+:\/\/)[^/]*@/, '$1***@') : value

const inFlow = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd()

const commented = (line: string, origin: string): string => `${line.padEnd(COLUMN)} # ${origin}`
