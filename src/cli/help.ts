import type { Option } from '../config/option.ts'
import { type Command, commands, optionsOf } from './commands.ts'

/** Where the explanations begin. */
const COLUMN = 32

/** Help of the program as a whole. */
export const helpOfAll = (): string =>
  [
    "Doublure, a local double of the State's identity hubs: FranceConnect, FranceConnect+, ProConnect, AgentConnect.",
    '',
    'Usage: doublure [command] [options]',
    '',
    'Commands:',
    ...commands.map(({ name, about }) => row(name, about)),
    '',
    'Options:',
    row('-h, --help', 'Help; after a command, the help of that command.'),
    row('-v, --version', 'Version.'),
    '',
    'Without a command, serves every hub on http://localhost:3615. "doublure serve --help" lists its options.',
    'Settings: default < doublure.yaml < DOUBLURE_* variables < options.',
    '',
  ].join('\n')

/** Help of one command. */
export const helpOf = (command: Command): string => {
  const { name, about, details } = command
  return [
    about,
    ...(details === undefined ? [] : [details]),
    '',
    `Usage: doublure ${name === 'serve' ? '[serve]' : name} [options]`,
    '',
    'Options (and the environment variable that says the same):',
    ...optionsOf(command).flatMap(optionRows),
    row('-h, --help', 'This help.'),
    '',
  ].join('\n')
}

const optionRows = ({ flag, value, variable, inlineVariable, about }: Option): string[] => [
  row(value === undefined ? `--${flag}` : `--${flag} ${value}`, about),
  row(
    '',
    inlineVariable === undefined ? variable : `${variable}; ${inlineVariable} takes the content itself`,
  ),
]

const row = (name: string, about: string): string => `  ${name.padEnd(COLUMN - 2)}${about}`
