import type { ClientInput } from '../clients/client.ts'
import type { IdentityProviderInput } from '../identity-providers/identity-provider.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Persona, PersonaInput } from '../personas/persona.ts'
import type { Ageing } from '../provider/age.ts'
import type {
  ArmedFault,
  Autologin,
  Client,
  Declaration,
  IdentityProvider,
  KeyRecord,
  KnownFault,
  Login,
  Rehearsal,
  Scenario,
} from './answers.ts'
import type { Mail } from './desk.ts'
import type { FaultInput } from './faults.ts'
import type { LoginInput } from './logins.ts'
import type { Method } from './operation.ts'
import type { DeclarationInput } from './report.ts'
import type { RehearsalInput } from './scenarios.ts'
import type { AgeingInput } from './tokens.ts'

/** The control API refused what a program asked: the same problem that HTTP would have answered. */
export class ControlError extends Error {
  readonly status: number
  /** Problem details (RFC 9457). */
  readonly problem: Readonly<Record<string, unknown>>

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(String(problem.detail ?? problem.title))
    this.name = 'ControlError'
    this.status = status
    this.problem = problem
  }
}

/** Fields to change; null puts one back to its default. */
type Changes<Input> = { readonly [Field in keyof Input]?: Input[Field] | null | undefined }

/** The same of each kind of a union. */
type ChangesOfEach<Input> = Input extends unknown ? Changes<Input> : never

/** The control API as functions; every promise may be rejected with a ControlError. */
export type Controls = {
  /** Arms a login: decides who logs in next to a client, and how it ends. */
  login(order: LoginInput): Promise<Login>
  logins: {
    /** Those that were armed, all or those that match. */
    list(where?: { client_id?: string; hub?: HubId; label?: string }): Promise<Login[]>
    get(id: string): Promise<Login>
    remove(id: string): Promise<void>
  }
  clients: {
    list(hub?: HubId): Promise<Client[]>
    get(client_id: string, hub?: HubId): Promise<Client>
    /** Registers a client, in place of its registrations on the same hubs. */
    put(client: ClientInput): Promise<Client>
    patch(client_id: string, changes: Changes<ClientInput>, hub?: HubId): Promise<Client>
    remove(client_id: string, hub?: HubId): Promise<void>
    /** Logs a person in without a page until told otherwise; `undefined` shows the pages again. */
    autologin(client_id: string, wanted: { persona: string; hub?: HubId } | undefined): Promise<Autologin[]>
  }
  personas: {
    list(kind?: Persona['kind']): Promise<Persona[]>
    get(id: string): Promise<Persona>
    /** Adds a person, or takes the place of who has this id. */
    put(persona: PersonaInput): Promise<Persona>
    patch(id: string, changes: ChangesOfEach<PersonaInput>): Promise<Persona>
    remove(id: string): Promise<void>
  }
  identityProviders: {
    list(hub?: HubId): Promise<IdentityProvider[]>
    /** Adds one to a hub. */
    create(provider: IdentityProviderInput): Promise<IdentityProvider>
    patch(id: string, changes: Changes<IdentityProviderInput>, hub?: HubId): Promise<IdentityProvider>
    remove(id: string, hub?: HubId): Promise<void>
  }
  /** Signing keys: publish, then use, then retire. */
  keys: {
    list(hub?: HubId): Promise<KeyRecord[]>
    publish(order: { hub: HubId; alg: 'ES256' | 'RS256' }): Promise<KeyRecord>
    use(kid: string, hub?: HubId): Promise<KeyRecord>
    retire(kid: string, hub?: HubId): Promise<KeyRecord>
  }
  /** What goes wrong on purpose. */
  faults: {
    /** Everything that can. */
    catalogue(): Promise<KnownFault[]>
    /** Spoils the next answers that one client receives. */
    arm(order: FaultInput): Promise<ArmedFault>
    list(client_id?: string): Promise<ArmedFault[]>
    get(id: string): Promise<ArmedFault>
    remove(id: string): Promise<void>
    /** Disarms every fault, or those of one client. */
    clear(client_id?: string): Promise<void>
  }
  /** Rehearsals. */
  scenarios: {
    list(hub?: HubId): Promise<Scenario[]>
    get(id: string): Promise<Scenario>
    /** Arms the logins of a scenario for one client, in order. */
    run(id: string, order: RehearsalInput): Promise<Rehearsal>
  }
  /** Mails that hubs would have sent, newest last. */
  mails(where?: { to?: string; hub?: HubId }): Promise<Mail[]>
  /** Makes one code, token or session older, as if time had passed for it alone. */
  age(order: AgeingInput): Promise<Ageing>
  /** Answers a criterion of the report that traffic does not decide. */
  declare(answer: DeclarationInput): Promise<Declaration>
  /** Back to the beginning, for one client or for all. */
  reset(only?: { client_id: string }): Promise<void>
}

/** Asks one operation of the API and gives the body of its answer; @throws ControlError when it is refused. */
export type Ask = <Answer>(
  method: Method,
  path: string,
  more?: { body?: unknown; query?: Readonly<Record<string, string | undefined>> },
) => Promise<Answer>

/** Every operation, by way of `ask`. */
export const controlsOver = (ask: Ask): Controls => {
  const at = (...parts: readonly string[]) =>
    `/${parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}`
  return {
    login: (body) => ask('POST', '/logins', { body }),
    logins: {
      list: (query = {}) => ask('GET', '/logins', { query }),
      get: (id) => ask('GET', at('logins', id)),
      remove: (id) => ask('DELETE', at('logins', id)),
    },
    clients: {
      list: (hub) => ask('GET', '/clients', { query: { hub } }),
      get: (id, hub) => ask('GET', at('clients', id), { query: { hub } }),
      put: (body) => ask('PUT', at('clients', body.client_id), { body }),
      patch: (id, body, hub) => ask('PATCH', at('clients', id), { body, query: { hub } }),
      remove: (id, hub) => ask('DELETE', at('clients', id), { query: { hub } }),
      async autologin(id, body) {
        const path = at('clients', id, 'autologin')
        const standing = await ask<Autologin[]>('GET', path)
        if (body) await ask('PUT', path, { body })
        else if (standing.length > 0) await ask('DELETE', path)
        return ask('GET', path)
      },
    },
    personas: {
      list: (kind) => ask('GET', '/personas', { query: { kind } }),
      get: (id) => ask('GET', at('personas', id)),
      put: (body) => ask('PUT', at('personas', body.id), { body }),
      patch: (id, body) => ask('PATCH', at('personas', id), { body }),
      remove: (id) => ask('DELETE', at('personas', id)),
    },
    identityProviders: {
      list: (hub) => ask('GET', '/identity-providers', { query: { hub } }),
      create: (body) => ask('POST', '/identity-providers', { body }),
      patch: (id, body, hub) => ask('PATCH', at('identity-providers', id), { body, query: { hub } }),
      remove: (id, hub) => ask('DELETE', at('identity-providers', id), { query: { hub } }),
    },
    keys: {
      list: (hub) => ask('GET', '/keys', { query: { hub } }),
      publish: (body) => ask('POST', '/keys', { body }),
      use: (kid, hub) => ask('POST', at('keys', kid, 'use'), { query: { hub } }),
      retire: (kid, hub) => ask('POST', at('keys', kid, 'retire'), { query: { hub } }),
    },
    faults: {
      catalogue: () => ask('GET', '/faults/catalogue'),
      arm: (body) => ask('POST', '/faults', { body }),
      list: (client_id) => ask('GET', '/faults', { query: { client_id } }),
      get: (id) => ask('GET', at('faults', id)),
      remove: (id) => ask('DELETE', at('faults', id)),
      clear: (client_id) => ask('DELETE', '/faults', { query: { client_id } }),
    },
    scenarios: {
      list: (hub) => ask('GET', '/scenarios', { query: { hub } }),
      get: (id) => ask('GET', at('scenarios', id)),
      run: (id, body) => ask('POST', `${at('scenarios', id)}/run`, { body }),
    },
    mails: (query = {}) => ask('GET', '/mails', { query }),
    age: (body) => ask('POST', '/tokens/age', { body }),
    declare: (body) => ask('PUT', '/report/declarations', { body }),
    reset: (body) => ask('POST', '/reset', { body }),
  }
}
