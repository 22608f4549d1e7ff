/** Owns turning arguments, environment and files into one frozen value. */
import { z } from 'zod'
import type { Client, ClientInput } from '../clients/client.ts'
import { expected, tooShort } from '../clients/wording.ts'
import type { IdentityProvider, IdentityProviderInput } from '../identity-providers/identity-provider.ts'
import type { Persona, PersonaInput } from '../personas/persona.ts'
import type { Scenario, ScenarioInput } from '../scenarios/scenario.ts'
import { isRedisAddress } from '../store/redis-address.ts'
import type { Pair } from '../tls/certificate.ts'
import type { PairFacts } from '../tls/check-pair.ts'
import { type HubInput, hubSchema, strictness, type WrittenHub } from './hub.ts'
import { proxies } from './proxies.ts'
import { tls } from './tls.ts'
import { flag, port, wholeNumber } from './values.ts'

const pathOrList = (what: string) =>
  z.union([z.string().min(1), z.array(z.unknown())], expected(`${what}, or the list itself`)).optional()
const isOrigin = (uri: string): boolean => /^https?:\/\/[^/?#@]+\/?$/i.test(uri) && URL.canParse(uri)

const control = z.strictObject(
  {
    token: z
      .string(expected('text'))
      .min(8, tooShort(8))
      .optional()
      .describe('Bearer token that opens the control API beyond the loopback interface.'),
    open: flag
      .default(false)
      .describe(
        'true: the control API answers any machine that reaches the port, but no page of another site.',
      ),
  },
  expected('a mapping: { token: ... } or { open: true }'),
)

/** What was given is not shown: a password may stand in it. */
const storeExpected = {
  error:
    'expected memory, or the address of one Redis or Valkey, no sentinel and no cluster, such as ' +
    'redis://:password@localhost:6379/0?prefix=doublure:, where signs of a password are written as in any address (@ is %40, / is %2F, # is %23)',
}

const journal = z.strictObject(
  {
    size: wholeNumber('a number of exchanges from 1 to 1000000', 1, 1_000_000)
      .default(1000)
      .describe('Exchanges kept in memory; the oldest are forgotten.'),
  },
  expected('a mapping: { size: 1000 }'),
)

/** What doublure.yaml may say, given the ids of the hubs that exist. */
export const configSchema = (hubIds: readonly string[]) => {
  const hub = hubSchema(hubIds)
  return z.strictObject(
    {
      port: port.default(3615).describe('Port that serves everything; 0: a free one.'),
      host: z
        .string(expected('an address'))
        .min(1, expected('an address to listen on'))
        .transform((address) => address.replace(/^\[(.*)\]$/, '$1'))
        .default('127.0.0.1')
        .describe('Address to listen on; 0.0.0.0 in a container.'),
      public_url: z
        .string(expected('an address such as http://localhost:3615'))
        .refine(isOrigin, expected('a scheme, a host and a port alone, such as http://localhost:3615'))
        // As browsers write it: they compare cookies and send Host by that.
        .transform((uri) => new URL(uri).origin)
        .optional()
        .describe('Address that browsers use and issuers are made of; default: localhost and its port.'),
      tls: tls
        .optional()
        .describe(
          'auto, or a mapping: https with a certificate of our own, or with yours; default: plain http.',
        ),
      hubs: z
        .array(hub, expected('a list of hubs'))
        .min(1, 'an empty list was given, expected at least one hub')
        .default(() => hubIds.map((id) => hub.parse(id)))
        .describe('Hubs to serve; default: all.'),
      clients: pathOrList('the path of a list of registrations').describe(
        'Client registrations; default: the demonstration clients.',
      ),
      personas: pathOrList('the path of a folder of one file a person').describe(
        'People added to the built-in ones; the same id replaces.',
      ),
      identity_providers: pathOrList('the path of a list of identity providers').describe(
        'Identity providers added to the built-in ones; the same id on the same hub replaces.',
      ),
      scenarios: pathOrList('the path of a folder of one file a scenario').describe(
        'Scenarios added to the built-in ones; the same id replaces.',
      ),
      strictness: strictness
        .default('strict')
        .describe(
          'strict refuses what the real hub refuses; observe reports what the hub refuses of a request with a page of its own, and lets it through.',
        ),
      control: control
        .prefault({})
        .describe('Who may reach the control API; default: the loopback interface.'),
      journal: journal.prefault({}).describe('What is remembered of exchanges.'),
      data_dir: z
        .string(expected('the path of a folder'))
        .min(1, expected('the path of a folder'))
        .optional()
        .describe(
          'Folder where what is made at run time outlives a restart; default: nothing is written. Needs Node.js 22.13.',
        ),
      store: z
        .string(storeExpected)
        .refine((text) => text === 'memory' || isRedisAddress(text), storeExpected)
        .default('memory')
        .describe(
          'memory, or the address of a Redis or Valkey that several servers share: ' +
            'redis[s]://[[user]:password@]host[:port][/database][?prefix=doublure:].',
        ),
      show_secrets: flag.default(false).describe('true: secrets are shown in the journal and in the logs.'),
      log: z
        .enum(['json', 'line', 'silent'], expected('json, line or silent'))
        .default('line')
        .describe('Form of the log: one JSON object or one readable line an exchange, or nothing.'),
      trust_proxy: proxies
        .default(false)
        .describe(
          'Whose X-Forwarded-* headers are believed: true (one proxy in front), how many, or their addresses; default: nobody.',
        ),
    },
    expected('a mapping of settings'),
  )
}

/** Settings as written and checked, lists still being paths or raw lists. */
export type WrittenConfig = z.output<ReturnType<typeof configSchema>>

/** One hub to serve. */
export type HubConfig = Omit<WrittenHub, 'keys' | 'strictness'> & {
  strictness: 'strict' | 'observe'
  /** Private signing keys, absent: the shipped ones. */
  keys?: { keys: readonly PrivateJwk[] }
}

/** A private JSON Web Key; a `kid` that was absent is the thumbprint, an `alg` that of its type. */
export type PrivateJwk = { kty: string; alg: string; kid: string; [member: string]: unknown }

/** How https is served. */
export type TlsConfig = {
  /** Port of https, when plain http is served too. */
  port?: number
} & (
  | {
      /** Folder of the local authority. */
      folder: string
      /** Names for the certificate beside localhost, the public address and those of the hubs. */
      names: readonly string[]
    }
  // A certificate that was given, and the files where it will be renewed.
  | (Pair & Omit<PairFacts, 'now'>)
)

/** Everything a server needs, files read and checked; frozen. */
export type Config = Readonly<
  Omit<WrittenConfig, 'hubs' | 'clients' | 'personas' | 'identity_providers' | 'scenarios' | 'tls'> & {
    hubs: readonly HubConfig[]
    /** Absent: plain http alone. */
    tls?: TlsConfig
    clients: readonly Client[]
    /** The built-in people and those of the configuration. */
    personas: readonly Persona[]
    /** The built-in identity providers and those of the configuration. */
    identity_providers: readonly IdentityProvider[]
    /** Those of the configuration alone: the built-in ones are read when they are asked for. */
    scenarios: readonly Scenario[]
  }
>

/** Settings as a person or a program writes them. */
export type ConfigInput = Omit<
  z.input<ReturnType<typeof configSchema>>,
  'hubs' | 'clients' | 'personas' | 'identity_providers' | 'scenarios' | 'tls'
> & {
  hubs?: readonly HubInput[]
  tls?: 'auto' | z.input<typeof tls>
  clients?: string | readonly ClientInput[]
  personas?: string | readonly PersonaInput[]
  identity_providers?: string | readonly IdentityProviderInput[]
  scenarios?: string | readonly ScenarioInput[]
}
