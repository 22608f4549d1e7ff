import { z } from 'zod'
import { configSchema } from './config.ts'
import { type Option, option } from './option.ts'
import { type Setting, settings } from './settings.ts'

type Described = {
  description?: string | undefined
  default?: unknown
  properties?: Record<string, unknown> | undefined
}

let described: readonly Option[] | undefined

/** The settings as options of the command line, in the words of the schema. */
export const describeSettings = (): readonly Option[] => {
  described ??= describe()
  return described
}

const describe = (): Option[] => {
  const schema: Described = z.toJSONSchema(configSchema([]), { io: 'input', unrepresentable: 'any' })
  return [
    option('config', 'Configuration file; default: doublure.yaml in the working directory.', 'FILE', {
      variable: 'DOUBLURE_CONFIG_PATH',
      inlineVariable: 'DOUBLURE_CONFIG',
    }),
    ...settings.map((setting) => option(setting.flag, about(schema, setting), setting.value, setting)),
  ]
}

const about = (schema: Described, { path }: Setting): string => {
  const property = path.reduce<Described | undefined>(
    (above, key) => above?.properties?.[key] as Described | undefined,
    schema,
  )
  const standard = property?.default
  const isWorthSaying = ['string', 'number'].includes(typeof standard)
  return `${property?.description ?? ''}${isWorthSaying ? ` Default: ${standard}.` : ''}`
}
