import type { Config } from '../config/config.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { printConfig } from '../config/print-config.ts'
import { advisePlatforms } from './advise-platforms.ts'
import { configure } from './configure.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { exit, type Run } from './terminal.ts'

/** Checks everything that can be checked without starting, and sums up what would be served. */
export const check: Run = async (terminal, flags) => {
  const loaded = await configure(terminal, flags)
  const { config, problems, warnings } = loaded
  printWarnings(terminal, config ? [...warnings, ...advisePlatforms(config)] : warnings)
  if (config === undefined) {
    printProblems(terminal, problems)
    return exit.failed
  }
  terminal.out(flags['print-config'] === true ? printConfig(config, loaded) : summary(config, loaded))
  return exit.fine
}

const summary = (config: Config, { readFrom }: LoadedConfig): string => {
  const { hubs, clients, personas, identity_providers, scenarios } = config
  const width = Math.max(...hubs.map(({ id }) => id.length))
  const onHub = (hub: string) => [
    counted(clients.filter((client) => client.hubs?.includes(hub) ?? true).length, 'client'),
    counted(identity_providers.filter((provider) => provider.hub === hub).length, 'identity provider'),
  ]
  const citizens = personas.filter(({ kind }) => kind === 'citizen').length
  return [
    `Configuration read from: ${readFrom.length > 0 ? readFrom.join(', ') : 'nothing, every setting has its default'}`,
    ...hubs.map(({ id, strictness }) => `  ${id.padEnd(width)}  ${[...onHub(id), strictness].join(', ')}`),
    `People: ${counted(citizens, 'citizen')}, ${counted(personas.length - citizens, 'agent')}`,
    ...(scenarios.length > 0 ? [`Scenarios of your own: ${scenarios.length}`] : []),
    'No problem found.',
    '',
  ].join('\n')
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
