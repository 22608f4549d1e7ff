import { parseArgs } from 'node:util'
import { suggestion } from '../clients/nearest.ts'
import { type FlagValues, type Option, standsAlone } from '../config/option.ts'
import { readBoolean } from '../config/settings.ts'
import { type Command, commands, optionsOf } from './commands.ts'

/** What a command line asks for; with problems, it asks for nothing that can be done. */
export type ParsedArguments = {
  /** `serve` when no word names one; absent when the words name none that exists. */
  command?: Command
  /** Whether words name the command. */
  isNamed: boolean
  flags: FlagValues
  wants?: 'help' | 'version'
  problems: string[]
}

/** Reads the arguments; every misuse is named at once. Without a command, `serve` is meant. */
export const parseArguments = (argv: readonly string[]): ParsedArguments => {
  const known = commands.flatMap(optionsOf)
  const { tokens } = parseArgs({
    args: withJoinedValues(argv, known),
    options: {
      ...Object.fromEntries(
        known.map((one) => [one.flag, { type: standsAlone(one) ? 'boolean' : 'string' } as const]),
      ),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  })
  const given = tokens.filter((token) => token.kind === 'option')
  // What follows an option that nobody knows may be its value: it is not taken for a command.
  const strangers = given.filter(({ name, value }) => !isKnown(name, known) && value === undefined)
  const skipped = new Set(strangers.map(({ index }) => index + 1))
  const words = tokens
    .filter((token) => token.kind === 'positional')
    .filter(({ index }) => !skipped.has(index))
  const named = findCommand(words.map(({ value }) => value))
  const allowed = named.command ? optionsOf(named.command) : known
  const read = given
    .filter(({ name }) => !isStandard(name))
    .map((token) => readFlag(token, allowed, known, named.command?.name ?? 'doublure'))
  const wants = given.map(({ name }) => name).find(isStandard)
  return {
    ...(named.command ? { command: named.command } : {}),
    isNamed: words.length > 0,
    flags: Object.fromEntries(read.flatMap(({ flag }) => (flag ? [flag] : []))),
    ...(wants ? { wants } : {}),
    problems: [...named.problems, ...read.flatMap(({ problem }) => problem ?? [])],
  }
}

/** A flag that may stand alone takes the word after it, unless that is another flag or a command: `--trust-proxy 2`. */
const withJoinedValues = (argv: readonly string[], known: readonly Option[]): string[] => {
  const eager = known.filter((one) => one.value !== undefined && standsAlone(one))
  const isValue = (word: string) =>
    !word.startsWith('-') && !commands.some(({ name }) => name.split(' ')[0] === word)
  const joined: string[] = []
  for (const word of argv) {
    const before = joined.at(-1) ?? ''
    if (isValue(word) && eager.some(({ flag }) => before === `--${flag}`))
      joined.push(`${joined.pop()}=${word}`)
    else joined.push(word)
  }
  return joined
}

type Given = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined }

const isStandard = (name: string): name is 'help' | 'version' => name === 'help' || name === 'version'

const isKnown = (name: string, known: readonly Option[]): boolean =>
  isStandard(name) || known.some(({ flag }) => flag === name)

const findCommand = (words: readonly string[]): { command?: Command; problems: string[] } => {
  const [first = 'serve', second] = words
  const command = [`${first} ${second}`, first]
    .map((name) => commands.find((one) => one.name === name))
    .find((found) => found !== undefined)
  if (command !== undefined) {
    const extra = words.slice(command.name.split(' ').length)
    return { command, problems: extra.map((word) => `unexpected argument "${word}"`) }
  }
  const names = commands.map(({ name }) => name)
  const longer = names.filter((name) => name.startsWith(`${first} `))
  const hint = longer.length > 0 ? `; expected ${longer.join(' or ')}` : suggestion(first, names)
  return { problems: [`unknown command "${words.slice(0, 2).join(' ')}"${hint}`] }
}

const readFlag = (
  { name, rawName, value, inlineValue }: Given,
  allowed: readonly Option[],
  known: readonly Option[],
  command: string,
): { flag?: [string, string | boolean]; problem?: string } => {
  const option = allowed.find(({ flag }) => flag === name)
  if (option === undefined) {
    const owner = known.some(({ flag }) => flag === name)
    const flags = allowed.map(({ flag }) => `--${flag}`)
    return {
      problem: owner
        ? `${rawName} is not an option of ${command}`
        : `unknown option ${rawName}${suggestion(rawName, flags)}`,
    }
  }
  if (option.value === undefined) {
    const isOn = value === undefined ? !rawName.startsWith('--no-') : readBoolean(value)
    return isOn === undefined
      ? { problem: `${rawName} takes true or false, not "${value}"` }
      : { flag: [name, isOn] }
  }
  if (value === undefined && standsAlone(option)) return { flag: [name, !rawName.startsWith('--no-')] }
  const isAnotherFlag = inlineValue === false && /^-\D/.test(value ?? '')
  if (value === undefined || value === '' || isAnotherFlag)
    return { problem: `${rawName} needs a value: ${rawName} ${option.value}` }
  return { flag: [name, value] }
}
