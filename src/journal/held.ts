import type { Params } from '../oidc/params.ts'

/** The clients' own secrets, secret under whatever name; each is so long that no text holds one by chance. */
export type Held = ReadonlySet<string>

/** Enough of a value to recognise it in another place, too little to use it. */
export const shorten = (value: string): string =>
  value.length <= 8 ? '…' : `${value.slice(0, 6)}… (${value.length})`

/** Which secrets stand in what was sent, in a name or a value, however an address spells them; one that holds another first. */
export const heldIn = (secrets: Held, sent: Params | string): Held => {
  const told = spelt(typeof sent === 'string' ? sent : Object.entries(sent).flat(2).join('\n'))
  const found = [...secrets].filter((secret) => told.includes(secret.replaceAll(' ', '+')))
  return new Set(found.sort((one, other) => other.length - one.length))
}

/** A text whose secrets are shortened, whatever stands around them. */
export const hide = (text: string, held: Held): string =>
  [...held].reduce(
    (told, secret) =>
      told.length < secret.length ? told : told.replace(spellings(secret), () => shorten(secret)),
    text,
  )

/** A value of JSON whose texts, and names, are without the secrets that stand in them; itself when none does. */
export const hideIn = <Value>(value: Value, secrets: Held): Value => {
  const held = heldIn(secrets, textsIn(value).join('\n'))
  return held.size === 0 ? value : (hidden(value, held) as Value)
}

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)])
}

const hidden = (value: unknown, held: Held): unknown => {
  if (typeof value === 'string') return hide(value, held)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => hidden(one, held))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [hide(name, held), hidden(member, held)]),
  )
}

/** Escapes of escapes that are read: as deep as anyone puts addresses into addresses. */
const DEPTH = 8

/** A text as it came, and as it is once escapes are read, those within escapes too; a space is the sign that stands for it. */
const spelt = (text: string): string => {
  const levels = [text]
  for (let depth = 0, level = text; level.includes('%') && depth < DEPTH; depth++) {
    level = level.replace(/(?:%[\da-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    )
    levels.push(level)
  }
  return levels.join('\n').replaceAll(' ', '+')
}

/** Every way to write a secret: each character plain or escaped, once or again. */
const spellings = (secret: string): RegExp => new RegExp([...secret].map(waysOf).join(''), 'gu')

const waysOf = (character: string): string => {
  if (/[ +]/.test(character)) return '(?:[ +]|%(?:25)*2(?:0|[bB]))'
  const escaped = Buffer.from(character)
    .toString('hex')
    .replace(/../g, '%(?:25)*$&')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
  return `(?:\\u{${character.codePointAt(0)?.toString(16)}}|${escaped})`
}
