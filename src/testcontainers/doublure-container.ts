/// <reference types="node" preserve="true" />
/** testcontainers/ owns the double as a container of Testcontainers. */
import {
  AbstractStartedContainer,
  GenericContainer,
  getContainerRuntimeClient,
  type InspectResult,
  type StartedTestContainer,
  Wait,
} from 'testcontainers'
import type { ClientInput } from '../clients/client.ts'
import type { HubId } from '../lib/hub-id.ts'
import { type ConnectedDoublure, connectDoublure } from '../library/connect.ts'

const PORT = 3615

/** Name by which other containers of the network call the double. */
const ALIAS = 'doublure'

const ADDRESS_FILE = '/tmp/doublure-public-url'

/** Which port of the machine is ours is known once the container runs, and issuers are made of it: the server waits. */
const waitForAddress = [
  `until [ -s ${ADDRESS_FILE} ]; do sleep 0.05; done`,
  `DOUBLURE_PUBLIC_URL=$(cat ${ADDRESS_FILE}) exec node /app/dist/main.js serve`,
].join('; ')

/** A double that has started. */
export class StartedDoublureContainer extends AbstractStartedContainer {
  /** The control API of the double, as the library gives it. */
  readonly doublure: ConnectedDoublure
  /** Address for programs of this machine, and for browsers unless `withPublicUrl` gave them another. */
  readonly url: string
  /** Address for containers of the same network. */
  readonly internalUrl: string

  constructor(container: StartedTestContainer, doublure: ConnectedDoublure, internalUrl: string) {
    super(container)
    this.doublure = doublure
    this.url = doublure.url
    this.internalUrl = internalUrl
  }

  /** Issuer of a hub, the same for every side. */
  issuer(hub: HubId): string {
    return this.doublure.issuer(hub)
  }

  /**
   * Discovery document of a hub, for this machine or for a container of the network: the document that a container
   * fetches names token, userinfo and keys at the address that it can reach.
   */
  discovery(hub: HubId, from: 'machine' | 'network' = 'machine'): string {
    const base = from === 'machine' ? this.url : this.internalUrl
    return `${base}${new URL(this.issuer(hub)).pathname}/.well-known/openid-configuration`
  }
}

/** The double of the image `doublure`, its public address and its alias worked out. */
export class DoublureContainer extends GenericContainer {
  readonly #token = crypto.randomUUID()
  #publicUrl: string | undefined
  #alias = ALIAS

  constructor(image = 'doublure:latest') {
    super(image)
    this.withExposedPorts(PORT)
      .withEnvironment({ DOUBLURE_CONTROL_TOKEN: this.#token })
      .withWaitStrategy(Wait.forHttp('/readyz', PORT))
      .withEntrypoint(['sh', '-c', waitForAddress])
      .withNetworkAliases(ALIAS)
  }

  /** Registers these clients in place of the demonstration clients; as in clients.yaml. */
  withClients(clients: readonly ClientInput[]): this {
    return this.withEnvironment({ DOUBLURE_CLIENTS: JSON.stringify(clients) })
  }

  /** Adds people to the built-in ones; as in a file of people. */
  withPersonas(personas: readonly Readonly<Record<string, unknown>>[]): this {
    return this.withEnvironment({ DOUBLURE_PERSONAS: JSON.stringify(personas) })
  }

  /** Browsers will come by this address: a proxy's, for one. Default: the host and the mapped port of Testcontainers. */
  withPublicUrl(url: string): this {
    this.#publicUrl = url.replace(/\/$/, '')
    return this
  }

  /** Other containers call the double by the first of these names too; default: doublure. */
  override withNetworkAliases(...aliases: string[]): this {
    this.#alias = aliases[0] ?? ALIAS
    return super.withNetworkAliases(...aliases)
  }

  /** Tells the server its public address, which it waits for. */
  protected override async containerStarting(inspected: InspectResult): Promise<void> {
    const client = await getContainerRuntimeClient()
    const url = this.#publicUrl ?? (await mappedUrl(inspected))
    const container = client.container.getById(inspected.name.replace(/^\//, ''))
    await client.container.exec(container, ['sh', '-c', `echo '${url}' > ${ADDRESS_FILE}`])
  }

  override async start(): Promise<StartedDoublureContainer> {
    const started = await super.start()
    const url = `http://${started.getHost()}:${started.getMappedPort(PORT)}`
    const doublure = await connectDoublure(url, { token: this.#token })
    return new StartedDoublureContainer(started, doublure, `http://${this.#alias}:${PORT}`)
  }
}

const mappedUrl = async ({ ports }: InspectResult): Promise<string> => {
  const client = await getContainerRuntimeClient()
  const hostPort = Object.entries(ports).find(([port]) => Number.parseInt(port, 10) === PORT)?.[1]?.[0]
    ?.hostPort
  if (hostPort === undefined)
    throw new Error(`no port of the machine was given to port ${PORT} of the container`)
  return `http://${client.info.containerRuntime.host}:${hostPort}`
}
