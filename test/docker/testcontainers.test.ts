import { GenericContainer, Network, type StartedNetwork } from 'testcontainers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  DoublureContainer,
  type StartedDoublureContainer,
} from '../../src/testcontainers/doublure-container.ts'
import { rp } from '../support/mock.ts'
import { logIn } from '../support/relying-party.ts'

const image = process.env.DOUBLURE_IMAGE ?? 'doublure'

let network: StartedNetwork
let container: StartedDoublureContainer

beforeAll(async () => {
  network = await new Network().start()
  container = await new DoublureContainer(image)
    .withNetwork(network)
    .withClients([rp])
    .withPersonas([{ id: 'camille', kind: 'agent', given_name: 'Camille', email: 'camille@example.org' }])
    .start()
}, 120_000)
afterAll(async () => {
  await container?.stop()
  await network?.stop()
})

test('issuers are made of the address by which this machine reaches the container', async () => {
  expect(container.url).toBe(`http://${container.getHost()}:${container.getMappedPort(3615)}`)
  expect(container.issuer('proconnect')).toBe(`${container.url}/proconnect/api/v2`)
  const discovery = await (await fetch(container.discovery('proconnect'))).json()
  expect(discovery).toMatchObject({ issuer: container.issuer('proconnect') })
})

test('a service of this machine logs people in', async () => {
  const { claims } = await logIn({ issuer: (hub) => container.issuer(hub) }, { hub: 'franceconnect' })
  expect(claims.iss).toBe(container.issuer('franceconnect'))
  const seen = await container.doublure.exchanges({ client_id: rp.client_id })
  expect(seen.map(({ endpoint }) => endpoint)).toEqual(['authorization', 'token', 'userinfo'])
})

test('people and clients of its own are there, and no demonstration client', async () => {
  expect(await container.doublure.personas.get('camille')).toMatchObject({ given_name: 'Camille' })
  const clients = await container.doublure.clients.list('proconnect')
  expect(clients.map(({ client_id }) => client_id)).toEqual([rp.client_id])
})

test('a container of the network finds it by its alias, with the same issuer', async () => {
  const service = await new GenericContainer('node:24-bookworm-slim')
    .withNetwork(network)
    .withCommand(['sleep', '60'])
    .start()
  const ask = `fetch('${container.discovery('proconnect', 'network')}').then((r) => r.text()).then(console.log)`
  const { output, stderr } = await service.exec(['node', '-e', ask])
  await service.stop({ timeout: 0 })
  expect(stderr).toBe('')
  expect(JSON.parse(output)).toMatchObject({
    issuer: container.issuer('proconnect'),
    authorization_endpoint: `${container.url}/proconnect/api/v2/authorize`,
    token_endpoint: 'http://doublure:3615/proconnect/api/v2/token',
  })
})

test('an alias and a public address of one’s own are kept', async () => {
  const other = await new DoublureContainer(image)
    .withNetwork(network)
    .withNetworkAliases('identity')
    .withPublicUrl('http://identity.localhost:8080/')
    .start()
  const issuer = other.issuer('proconnect')
  await other.stop()
  expect(other.internalUrl).toBe('http://identity:3615')
  expect(issuer).toBe('http://identity.localhost:8080/proconnect/api/v2')
}, 60_000)
