/** One setting that a flag and a variable can say; the rest of the configuration is for the file. */
export type Setting = {
  /** Where it stands in the configuration file. */
  path: readonly [string] | readonly [string, string]
  flag: string
  variable: string
  /** Variable that takes the list itself, YAML or JSON, where `variable` takes a path. */
  inlineVariable?: string
  kind: 'number' | 'boolean' | 'list' | 'text' | 'path' | 'auto' | 'proxies'
  /** Placeholder of the value in the help, absent for a boolean, in brackets where the flag may stand alone. */
  value?: string
}

const setting = (path: Setting['path'], kind: Setting['kind'], value?: string): Setting => {
  // `--tls auto` says tls: { auto: true }.
  const words = kind === 'auto' ? path.slice(0, 1) : path
  const flag = words.join('-').replaceAll('_', '-')
  const name = `DOUBLURE_${words.join('_').toUpperCase()}`
  return {
    path,
    flag,
    kind,
    ...(value === undefined ? {} : { value }),
    ...(kind === 'path' ? { variable: `${name}_PATH`, inlineVariable: name } : { variable: name }),
  }
}

/** Every setting with a flag, in the order of the help. */
export const settings: readonly Setting[] = [
  setting(['port'], 'number', 'PORT'),
  setting(['host'], 'text', 'ADDRESS'),
  setting(['public_url'], 'text', 'URL'),
  setting(['tls', 'auto'], 'auto', 'auto|off'),
  setting(['tls', 'cert'], 'text', 'FILE'),
  setting(['tls', 'key'], 'text', 'FILE'),
  setting(['tls', 'port'], 'number', 'PORT'),
  setting(['tls', 'names'], 'list', 'NAME,NAME...'),
  setting(['hubs'], 'list', 'ID,ID...'),
  setting(['clients'], 'path', 'FILE'),
  setting(['personas'], 'path', 'FOLDER'),
  setting(['identity_providers'], 'path', 'FILE'),
  setting(['scenarios'], 'path', 'FOLDER'),
  setting(['strictness'], 'text', 'strict|observe'),
  setting(['control', 'token'], 'text', 'TOKEN'),
  setting(['control', 'open'], 'boolean'),
  setting(['journal', 'size'], 'number', 'COUNT'),
  setting(['data_dir'], 'text', 'FOLDER'),
  setting(['store'], 'text', 'memory|URL'),
  setting(['show_secrets'], 'boolean'),
  setting(['log'], 'text', 'json|line|silent'),
  setting(['trust_proxy'], 'proxies', '[COUNT|ADDRESS]'),
]

/** Text of a flag or of a variable as the value it stands for; what cannot be read stays text, for the schema to refuse. */
export const readSetting = ({ kind }: Setting, text: string): unknown => {
  if (kind === 'number' && /^-?\d+$/.test(text.trim())) return Number(text)
  if (kind === 'boolean') return readBoolean(text) ?? text
  if (kind === 'auto') return text === 'auto' || (readBoolean(text) ?? text)
  if (kind === 'proxies') {
    // 1 is one proxy, which is what true means.
    return /^\d+$/.test(text.trim()) && text.trim() !== '0'
      ? Number(text)
      : (readBoolean(text) ?? listOf(text))
  }
  return kind === 'list' ? listOf(text) : text
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** true, 1, yes, on; false, 0, no, off; anything else is neither. */
export const readBoolean = (text: string): boolean | undefined => {
  const word = text.trim().toLowerCase()
  if (['true', '1', 'yes', 'on'].includes(word)) return true
  if (['false', '0', 'no', 'off'].includes(word)) return false
  return undefined
}
