import type { Client } from '../clients/client.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import type { LevelsOf } from '../identity-providers/load-identity-providers.ts'
import type { Problem } from '../lib/problem.ts'
import type { Persona } from '../personas/persona.ts'
import type { ScenarioLogin } from '../scenarios/load-scenarios.ts'
import { advise } from './advise.ts'
import type { Config, ConfigInput, WrittenConfig } from './config.ts'
import type { Files } from './files.ts'
import { findFile } from './find-file.ts'
import { type Environment, environmentLayer, flagLayer, type Layer } from './layer.ts'
import { localUrl } from './local-url.ts'
import { type MergedLayers, mergeLayers } from './merge-layers.ts'
import type { FlagValues } from './option.ts'
import { readHubs } from './read-hubs.ts'
import { readClients, readIdentityProviders, readPeople } from './read-lists.ts'
import { readScenarios } from './read-scenarios.ts'
import { readTls, speaksTls } from './read-tls.ts'

/** Where a configuration comes from; everything outside is an argument. */
export type ConfigSources = {
  /** Flags of the command line, by name without dashes. */
  flags?: FlagValues
  env?: Environment
  /** Settings of a program that embeds Doublure; they win over all others. */
  options?: ConfigInput
  cwd: string
  files: Files
  /** The hubs that exist. */
  hubIds: readonly string[]
  /** Levels that identity providers of a hub can be described with. */
  levelsOf: LevelsOf
  /** What a registration asks of its hubs that they do not give. */
  adviseRegistration(client: Client): readonly string[]
  /** Names by which the real hub is reached, and its double beside the public address. */
  hostsOf(hub: { id: string; as_of?: string | undefined }): readonly string[]
  /** What logins of scenarios name that does not exist on a hub, among the configured people and identity providers. */
  wrongNames(
    login: ScenarioLogin,
    hub: { id: string; as_of?: string | undefined },
    lists: { personas: readonly Persona[]; identityProviders: readonly IdentityProvider[] },
  ): readonly { field: string; message: string }[]
  /** Folder of this account where programs keep what is theirs. */
  userData?: string | undefined
  /** Milliseconds since 1970; default: the machine's clock. */
  now?: () => number
}

/** Settings of every source, before the files that they name are read. */
export type LoadedSettings = {
  merged: MergedLayers
  problems: Problem[]
  warnings: Problem[]
  /** Where something was said, in order of precedence: `doublure.yaml`, `environment`, `command line`. */
  readFrom: readonly string[]
}

/** A configuration, or all that is wrong with it. */
export type LoadedConfig = LoadedSettings & {
  /** Frozen; absent when there is a problem. */
  config?: Config
}

/** Merges the settings: default, then file, then environment, then flags, the last word winning. */
export const loadSettings = async ({
  flags = {},
  env = {},
  options,
  cwd,
  files,
  hubIds,
}: Omit<
  ConfigSources,
  'wrongNames' | 'levelsOf' | 'adviseRegistration' | 'hostsOf'
>): Promise<LoadedSettings> => {
  const file = await findFile(flags, env, { files, cwd })
  const layers: (Layer & { name: string })[] = [
    ...(file.layer ? [{ ...file.layer, name: file.layer.document.originAt([]).replace(/:\d+$/, '') }] : []),
    { ...environmentLayer(env, cwd), name: 'environment' },
    { ...flagLayer(flags, cwd), name: 'command line' },
    ...(options === undefined ? [] : [{ ...optionsLayer(options, cwd), name: 'options' }]),
  ]
  const merged = mergeLayers(layers, hubIds)
  return {
    merged,
    problems: [...file.problems, ...merged.problems],
    warnings: file.warnings,
    readFrom: layers.filter(isFilled).map(({ name }) => name),
  }
}

/** Loads everything a server needs; all problems come together, each with where it was said. */
export const loadConfig = async (sources: ConfigSources): Promise<LoadedConfig> => {
  const settings = await loadSettings(sources)
  const { merged, warnings } = settings
  const { written, lists } = merged
  const reading = { ...sources, merged }
  const [hubs, tls, clients, people, providers] = await Promise.all([
    written ? readHubs(reading, written) : { hubs: [], problems: [] },
    written ? readTls({ now: Date.now, ...reading }, written) : { problems: [] },
    readClients(reading, lists.clients),
    readPeople(reading, lists.personas),
    readIdentityProviders(reading, lists.identity_providers),
  ])
  const scenarios = await readScenarios(reading, lists.scenarios, (login, id) =>
    sources.wrongNames(
      login,
      { id, as_of: hubs.hubs.find((hub) => hub.id === id)?.as_of },
      { ...people, ...providers },
    ),
  )
  const problems = [
    ...[settings, hubs, tls, clients, people, providers, scenarios].flatMap((part) => part.problems),
    ...twoMemories(merged),
  ]
  if (written === undefined || problems.length > 0) return { ...settings, problems }
  const { tls: _, ...plain } = written
  const config = freeze({
    ...plain,
    ...publicUrl(written),
    ...('tls' in tls && { tls: tls.tls }),
    hubs: hubs.hubs,
    clients: clients.clients,
    personas: people.personas,
    identity_providers: providers.identityProviders,
    scenarios: scenarios.scenarios,
  })
  return { ...settings, config, warnings: [...warnings, ...advise(config, sources)] }
}

/** Two places that both remember what was made at run time would contradict each other after a restart. */
const twoMemories = ({ written, originAt }: MergedLayers): Problem[] =>
  written?.data_dir === undefined || written.store === 'memory'
    ? []
    : [
        {
          origin: originAt(['data_dir']),
          message:
            'data_dir keeps the state of one server, and store already keeps it for all: leave data_dir out, and let ' +
            'Redis write to its disk (appendonly yes) for what should outlive it',
        },
      ]

const optionsLayer = (options: ConfigInput, folder: string): Layer => ({
  document: {
    value: options,
    problems: [],
    originAt: (path) => (path.length > 0 ? `options.${path.join('.')}` : 'options'),
  },
  folder,
})

const isFilled = ({ document, name }: Layer & { name: string }): boolean =>
  !['environment', 'command line'].includes(name) || Object.keys(Object(document.value)).length > 0

/** A free port is not known yet: whoever listens completes the address. */
const publicUrl = ({ public_url, port, tls }: WrittenConfig) => {
  if (public_url !== undefined) return { public_url }
  const taken = tls?.port ?? port
  return taken === 0 ? {} : { public_url: localUrl(taken, speaksTls({ tls })) }
}

const freeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) freeze(member)
  }
  return value
}
