import { describeSettings } from '../config/describe-settings.ts'
import { type Option, option } from '../config/option.ts'
import { reportFormats } from '../conformance/formats.ts'
import { serve } from './serve.ts'
import type { Run } from './terminal.ts'

/** One command; the code of all but the usual one is imported only when it runs, so that a start stays quick. */
export type Command = {
  /** Words that call it: `personas generate`. */
  name: string
  /** One line for the list of commands. */
  about: string
  /** More, for its own help. */
  details?: string
  /** What it reads beside its own options: the whole configuration, its settings without the files they name, or nothing. */
  reads: 'configuration' | 'settings' | 'nothing'
  options: readonly Option[]
  load(): Promise<Run>
}

const printsConfig = option(
  'print-config',
  'Print the configuration in force, with the origin of every setting, and stop.',
)

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'serve',
    about: 'Start the hubs; the command when none is given.',
    details:
      'Exits with 0 when asked to stop, 1 when the configuration is wrong or the port taken, 2 when misused.',
    reads: 'configuration',
    options: [printsConfig],
    load: async () => serve,
  },
  {
    name: 'check',
    about: 'Check configuration, clients, people and identity providers, and print every problem at once.',
    details: 'Exits with 1 when there is a problem.',
    reads: 'configuration',
    options: [printsConfig],
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'doctor',
    about:
      'Check from here that browsers and servers can reach the hubs, and print the settings for each side.',
    details:
      'Run it where the browser runs and where your server runs. Exits with 1 when something is wrong.',
    reads: 'configuration',
    options: [
      option('backend', 'Address by which your server reaches Doublure. Default: the public address.', 'URL'),
      option('issuer', 'Issuer that your client is set to expect, to compare with what the hubs say.', 'URL'),
    ],
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'ca',
    about:
      'Show the certificate of the local authority of tls: auto, and how browsers and servers come to trust it.',
    details: 'Makes the authority when there is none yet. Exits with 1 when it cannot be kept.',
    reads: 'configuration',
    options: [
      option('only', 'Print only the path of the certificate, or the certificate itself.', 'path|pem'),
    ],
    load: async () => (await import('./ca.ts')).ca,
  },
  {
    name: 'readyz',
    about: 'Ask a running Doublure whether it is ready, for a container health check.',
    details: 'Asks the port on this machine. Exits with 0 when it is ready, 1 otherwise.',
    reads: 'settings',
    options: [],
    load: async () => (await import('./readyz.ts')).readyz,
  },
  {
    name: 'report',
    about: 'Judge a client from a saved journal against what its hub asks before production.',
    details:
      'The journal is what GET /_doublure/api/v1/exchanges or exchanges/export answers, as JSON or HAR. Exits with 1 when a required ' +
      'criterion failed, 3 when the report is incomplete.',
    reads: 'configuration',
    options: [
      option('journal', 'Saved journal to read.', 'FILE'),
      option('client', 'client_id to judge. Default: the only one of the journal.', 'CLIENT_ID'),
      option('hub', 'Hub to judge it on. Default: those of the journal.', 'HUB'),
      option('since', 'Leave out what came before: 2026-03-02T10:00:00Z.', 'DATE'),
      option('format', 'Default: markdown.', reportFormats.join('|')),
      option('lang', 'Language of Markdown. Default: fr.', 'fr|en'),
      option('out', 'File to write; default: the standard output.', 'FILE'),
      option('previous', 'Report saved as JSON: its declarations count, and what changed is told.', 'FILE'),
      option('allow-incomplete', 'Exit with 0 when nothing failed, though something was not observed.'),
    ],
    load: async () => (await import('./report.ts')).report,
  },
  {
    name: 'init',
    about:
      'Write a commented doublure.yaml, clients.yaml and a person to begin with, in the working directory.',
    reads: 'nothing',
    options: [option('force', 'Overwrite the files that exist.')],
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'personas generate',
    about: 'Invent people who pass every check, the same ones for the same seed.',
    details:
      'Without --out, prints one YAML list, which DOUBLURE_PERSONAS and the key "personas" take as it is.',
    reads: 'nothing',
    options: [
      option(
        'kind',
        'citizen (FranceConnect) or agent (ProConnect, AgentConnect). Default: citizen.',
        'citizen|agent',
      ),
      option('count', 'How many people. Default: 1.', 'COUNT'),
      option('seed', 'Any whole number. Default: 1.', 'NUMBER'),
      option('out', 'Folder to write one file a person into; existing files are left alone.', 'FOLDER'),
    ],
    load: async () => (await import('./generate-personas.ts')).generatePeople,
  },
]

/** The options that a command takes: its own, then those of the configuration when it reads it. */
export const optionsOf = ({ options, reads }: Command): Option[] => [
  ...options,
  ...(reads === 'nothing' ? [] : describeSettings()),
]
