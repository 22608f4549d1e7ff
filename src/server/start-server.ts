/** server/ owns assembling everything on one port; it knows everyone, and nobody knows it. */
import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createClients } from '../clients/clients.ts'
import type { Config } from '../config/config.ts'
import { localUrl } from '../config/local-url.ts'
import { readShipped } from '../config/shipped.ts'
import { Archive } from '../conformance/archive.ts'
import type { Desk } from '../control/desk.ts'
import { readingOf } from '../control/reading-of.ts'
import { createEnrolment } from '../dashboard/offer-enrolment.ts'
import { Faults } from '../faults/faults.ts'
import { createIdentityProviders } from '../identity-providers/identity-providers.ts'
import type { Exchange } from '../journal/exchange.ts'
import { Journal } from '../journal/journal.ts'
import { Resets } from '../journal/resets.ts'
import { Autologins } from '../logins/autologins.ts'
import { Logins } from '../logins/logins.ts'
import { LoginThreads } from '../logins/threads.ts'
import { createOrganisations } from '../organisations/organisations.ts'
import type { Lasting } from '../persistence/persist.ts'
import { createPersonas } from '../personas/personas.ts'
import { hubIds } from '../platforms/index.ts'
import { StoreAway } from '../store/store-away.ts'
import { createApp } from './app.ts'
import { behindProxy } from './behind-proxy.ts'
import { type Closing, createClosing } from './closing.ts'
import { connectionLimits, receive } from './connections.ts'
import { deskOf } from './desk-of.ts'
import { hubKeysOf } from './hub-keys-of.ts'
import { createHubs, type Hubs } from './hubs.ts'
import { openListeners } from './listeners.ts'
import { onceAsked } from './once-asked.ts'
import { anotherPublicUrl, openStore, RECENT, storeProblem } from './open-store.ts'
import { early, refuseEarly } from './refuse-early.ts'
import { restored } from './restored.ts'
import { tlsNames } from './tls-names.ts'
import { warm } from './warm.ts'
import type { World } from './world.ts'

/** A server that answers. */
export type RunningServer = {
  /** Public address, without a final slash. */
  url: string
  port: number
  /** Certificate of the local authority of `tls: auto`, PEM. */
  authority?: string
  world: World
  hubs: Hubs
  /** What the control API works with. */
  desk: Desk
  /** Stops listening, lets requests in flight finish, and frees everything. */
  close(): Promise<void>
}

export type StartOptions = {
  /** Milliseconds since 1970; default: the machine's clock. */
  now?: () => number
  /** Called after each exchange; errors of our own come with their stack. */
  onExchange?: (exchange: Exchange, failure: unknown) => void
  /**
   * Called with an error of our own that belongs to no exchange, and once each time that the store goes away or comes
   * back, that its clock is another, that another server of it has another public_url, or that the local authority was
   * replaced: with a `message` that names it.
   */
  onFailure?: (failure: unknown) => void
  /** In place of the server's own limits of a connection. */
  limits?: Partial<typeof connectionLimits>
}

/**
 * Starts every configured hub on one port and answers once all can be asked.
 * @throws the error of node:net when the port is taken or may not be used, ProblemsError when `data_dir` or
 * `store` cannot be used.
 */
export const startServer = async (config: Config, options: StartOptions = {}): Promise<RunningServer> => {
  const closing = createClosing()
  try {
    return await assemble(config, options, closing)
  } catch (error) {
    // What made the start fail is what matters.
    await closing.close().catch(() => undefined)
    throw error instanceof StoreAway ? storeProblem(config.store, error) : error
  }
}

const assemble = async (
  config: Config,
  { now = Date.now, onExchange, onFailure, limits }: StartOptions,
  closing: Closing,
): Promise<RunningServer> => {
  const clients = createClients(config.clients)
  const isKnown = (client_id: string) => clients.list().some((client) => client.client_id === client_id)
  const lasting: Lasting = {
    clients,
    people: createPersonas(config.personas),
    identityProviders: createIdentityProviders(config.identity_providers),
    journal: new Journal(config.journal.size, { shown: config.show_secrets, isKnown }),
    archive: new Archive(),
  }
  const tell = (failure: unknown) => onFailure?.(failure)
  const persistence = await restored(config, lasting)
  closing.add(() => persistence?.close())
  let stands = false
  const { ledger, store } = await openStore(config, {
    now,
    // A store that fails a start is told by that.
    onTrouble: (trouble) => (stands || !(trouble instanceof StoreAway)) && tell(trouble),
  })
  closing.add(store.close)
  // The port is known only once it is taken, and addresses are made of it: requests that come before the rest stands wait.
  const standing = Promise.withResolvers<RequestListener>()
  const listeners = await openListeners(
    config,
    // Certificates are judged by the machine's clock, wherever the one of a test stands.
    { limits: { ...connectionLimits, ...limits }, now: Date.now, onFailure: tell },
    receive(standing.promise),
  )
  closing.add(listeners.close)
  closing.add(() => standing.resolve(refuse))
  const { port, securePort, authority } = listeners
  const { organisations, categories } = await readShipped(hubIds)
  const publicUrl = config.public_url ?? localUrl(securePort ?? port, securePort !== undefined)
  const access = { ...config.control, publicUrl, names: tlsNames(config) }
  const unguessable = randomBytes(32).toString('base64url')
  const formToken = (await ledger?.agree('form-token', unguessable)) ?? (() => unguessable)
  // Port 0 is for tests, each at its own address.
  const other = config.public_url && (await ledger?.firstOf(RECENT, 'public-url', publicUrl))
  if (other !== undefined && other !== publicUrl) tell(anotherPublicUrl(publicUrl, other))
  const forms = { ...access, formToken }
  const world: World = {
    config,
    publicUrl,
    ...lasting,
    organisations: createOrganisations(organisations),
    categories,
    store,
    logins: new Logins(now),
    autologins: new Autologins(),
    threads: new LoginThreads(),
    resets: new Resets(),
    faults: new Faults(),
    keys: hubKeysOf(config, now),
    offerEnrolment: createEnrolment(forms),
    now,
    replicas: ledger,
    onExchange,
    onFailure,
  }
  const hubs = createHubs(world)
  const desk = deskOf(world, hubs)
  persistence?.follow({
    read: (exchange) => readingOf(exchange, desk),
    onFailure: tell,
  })
  if (ledger) {
    const { shareWorld } = await import('../replicas/share-world.ts')
    await shareWorld(config, world, ledger, {
      read: (exchange) => readingOf(exchange, desk),
      onFailure: tell,
    })
  }
  // What people and tests look at is no part of a start, nor of a login.
  const control = onceAsked(() =>
    import('../control/control-api.ts').then(({ createControlApi }) => createControlApi(desk, access)),
  )
  const isHub = ({ host, secure }: { host: string; secure: boolean }) =>
    hubs.byHost(host, secure) !== undefined
  const dashboard = onceAsked(() =>
    import('../dashboard/dashboard.ts').then(({ createDashboard }) =>
      createDashboard(desk, { ...forms, isHub, lasting: persistence !== undefined || ledger !== undefined }),
    ),
  )
  closing.add(() => world.faults.end())
  closing.add(dashboard.close)
  closing.add(control.close)
  const app = createApp(world, hubs, [control.middleware, dashboard.middleware])
  standing.resolve(behindProxy(app, config.trust_proxy))
  stands = true
  const warming = new AbortController()
  closing.add(() => warming.abort())
  void warm(hubs.list(), warming.signal)
  return {
    url: world.publicUrl,
    port,
    ...(authority !== undefined && { authority }),
    world,
    hubs,
    desk,
    close: closing.close,
  }
}

/** For requests that came before a start that failed. */
const refuse: RequestListener = (_request, response) => {
  response.setHeader('connection', 'close')
  refuseEarly(response, early.start)
}
