import { z } from 'zod'
import { clientSchema } from '../clients/client.ts'
import type { Clients } from '../clients/clients.ts'
import type { Config } from '../config/config.ts'
import type { Archive } from '../conformance/archive.ts'
import { declarationSchema, reportSchema } from '../conformance/report-schema.ts'
import { identityProviderSchema } from '../identity-providers/identity-provider.ts'
import type { IdentityProviders } from '../identity-providers/identity-providers.ts'
import { personaSchema } from '../personas/persona.ts'
import type { Personas } from '../personas/personas.ts'
import type { Shelf } from './shelf.ts'

/** The configuration that living sets begin with. */
export type Seed = Pick<Config, 'clients' | 'personas' | 'identity_providers'>

export const clientShelf = (clients: Clients, seed: Seed): Shelf<z.output<typeof clientSchema>> => ({
  kind: 'clients',
  seed: seed.clients,
  idOf: ({ client_id }) => client_id,
  list: () => clients.list(),
  schema: clientSchema,
  place(client_id, registrations) {
    clients.remove(client_id)
    for (const registration of registrations) clients.put(registration)
  },
  onChange: (listener) => clients.onChange(() => listener()),
})

export const personaShelf = (people: Personas, seed: Seed): Shelf<z.output<typeof personaSchema>> => ({
  kind: 'personas',
  seed: seed.personas,
  idOf: ({ id }) => id,
  list: () => people.list(),
  schema: personaSchema,
  place(id, [persona]) {
    if (persona) people.put(persona)
    else people.remove(id)
  },
  onChange: people.onChange,
})

const providerKey = z.tuple([z.string(), z.string()])

export const providerShelf = (
  providers: IdentityProviders,
  seed: Seed,
): Shelf<z.output<typeof identityProviderSchema>> => ({
  kind: 'identity_providers',
  seed: seed.identity_providers,
  idOf: ({ hub, id }) => JSON.stringify([hub, id]),
  list: () => providers.list(),
  schema: identityProviderSchema,
  place(key, [provider]) {
    if (provider) providers.put(provider)
    else providers.remove(...providerKey.parse(JSON.parse(key)))
  },
  onChange: providers.onChange,
})

/** What people declared, by client. */
export const declarationShelf = (archive: Archive): Shelf<z.output<typeof declarationSchema>> => ({
  kind: 'declarations',
  seed: [],
  idOf: ({ client_id }) => client_id,
  list: () => archive.declarations(),
  schema: declarationSchema,
  place: (client_id, declarations) => archive.replace(client_id, { declarations }),
  onChange: (listener) => archive.onChange(listener),
})

const keptReport = z.strictObject({ id: z.string(), report: reportSchema })

/** The reports that were kept, by client. */
export const reportShelf = (archive: Archive): Shelf<z.output<typeof keptReport>> => ({
  kind: 'reports',
  seed: [],
  idOf: ({ report }) => report.client_id,
  list: () => archive.histories(),
  schema: keptReport,
  place: (client_id, history) => archive.replace(client_id, { history }),
  onChange: (listener) => archive.onChange(listener),
})
