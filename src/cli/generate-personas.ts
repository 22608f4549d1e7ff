import { join, resolve } from 'node:path'
import type { FlagValues } from '../config/option.ts'
import { generatePersonas } from '../personas/generate.ts'
import type { Persona } from '../personas/persona.ts'
import { personaYaml } from '../personas/persona-yaml.ts'
import { exit, type Run, type Terminal } from './terminal.ts'

const MOST = 10_000

/** Invents people and prints them as one list, or writes one file a person. */
export const generatePeople: Run = async (terminal, flags) => {
  const { kind, count, seed, misuses } = readWish(flags)
  if (misuses.length > 0) {
    for (const misuse of misuses) terminal.err(`doublure: ${misuse}\n`)
    terminal.err('Try "doublure personas generate --help".\n')
    return exit.misused
  }
  const people = await generatePersonas({ kind, count, seed })
  if (typeof flags.out === 'string') return writePeople(terminal, people, flags.out)
  terminal.out(people.map((persona) => asListItem(personaYaml(persona))).join(''))
  return exit.fine
}

const readWish = ({ kind = 'citizen', count = '1', seed = '1' }: FlagValues) => {
  const misuses: string[] = []
  const wholeNumber = (flag: string, text: string | boolean, least: number, most: number): number => {
    const number = /^-?\d+$/.test(String(text)) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return number
    misuses.push(`--${flag} takes a whole number from ${least} to ${most}, not "${text}"`)
    return least
  }
  if (kind !== 'citizen' && kind !== 'agent') misuses.push(`--kind takes citizen or agent, not "${kind}"`)
  return {
    kind: kind === 'agent' ? ('agent' as const) : ('citizen' as const),
    count: wholeNumber('count', count, 1, MOST),
    seed: wholeNumber('seed', seed, 0, Number.MAX_SAFE_INTEGER),
    misuses,
  }
}

/** Nothing is overwritten: a file may have been changed by hand since. */
const writePeople = async (
  { files, cwd, out, err }: Terminal,
  people: readonly Persona[],
  folder: string,
): Promise<number> => {
  const paths = people.map((persona) => ({ persona, path: join(resolve(cwd, folder), `${persona.id}.yaml`) }))
  const present = await Promise.all(paths.map(({ path }) => files.exists(path)))
  const existing = paths.filter((_, index) => present[index])
  for (const { path } of existing) err(`${path} already exists\n`)
  if (existing.length > 0) {
    err('Nothing was written; choose another --seed or another folder.\n')
    return exit.failed
  }
  for (const { persona, path } of paths) await files.write(path, personaYaml(persona))
  out(`${people.length} written in ${folder}\n`)
  return exit.fine
}

const asListItem = (yaml: string): string =>
  yaml
    .trimEnd()
    .split('\n')
    .map((line, index) => `${index === 0 ? '- ' : '  '}${line}\n`)
    .join('')
