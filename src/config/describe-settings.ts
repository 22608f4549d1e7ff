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

const describe = (): Option[] => [
  option('config', 'Configuration file; default: doublure.yaml in the working directory.', 'FILE', {
    variable: 'DOUBLURE_CONFIG_PATH',
    inlineVariable: 'DOUBLURE_CONFIG',
  }),
  ...settings.map((setting) => ({
    ...option(setting.flag, '', setting.value, setting),
    get about() {
      return aboutOf(setting)
    },
  })),
]

let schema: Described | undefined

/** Made for who reads the help: a start does not. */
const readSchema = (): Described => {
  schema ??= z.toJSONSchema(configSchema([]), { io: 'input', unrepresentable: 'any' }) as Described
  return schema
}

const aboutOf = ({ path }: Setting): string => {
  const property = path.reduce<Described | undefined>(
    (above, key) => above?.properties?.[key] as Described | undefined,
    readSchema(),
  )
  const standard = property?.default
  const isWorthSaying = ['string', 'number'].includes(typeof standard)
  return `${property?.description ?? ''}${isWorthSaying ? ` Default: ${standard}.` : ''}`
}
