import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import {
  type ConnectedDoublure,
  ControlError,
  type Controls,
  connectDoublure,
  type Doublure,
} from '../../../src/index.ts'
import { inventPerson } from '../../../src/library/invent-person.ts'
import { rp, startDoublure } from '../../support/mock.ts'

const token = 'a-token-of-the-control-api'

let doublure: Doublure
let connected: ConnectedDoublure

beforeAll(async () => {
  doublure = await startDoublure({ control: { token } })
  connected = await connectDoublure(`${doublure.url}/`, { token })
})
afterAll(() => doublure.close())

test.each(['nonsense', 'localhost:3615', '', 'ftp://localhost'])(
  '%j is no address of a double',
  async (address) => {
    await expect(connectDoublure(address)).rejects.toThrow(
      `received ${JSON.stringify(address)}, expected the address of a running double, such as http://localhost:3615`,
    )
  },
)

describe('a program that reaches a double elsewhere', () => {
  test('knows its issuers', () => {
    expect(connected.url).toBe(doublure.url)
    expect(connected.issuer('proconnect')).toBe(doublure.issuer('proconnect'))
    expect(() => connected.issuer('nowhere' as never)).toThrow('unknown hub nowhere, known: franceconnect,')
  })

  test('arms logins there, and reads what became of them', async () => {
    const wanted = { client_id: rp.client_id, hub: 'proconnect', persona: 'john-doe', label: 'mine' } as const
    const { id } = await connected.login(wanted)
    expect(await doublure.logins.get(id)).toMatchObject({ ...wanted, state: 'armed' })
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: rp.client_id,
      redirect_uri: rp.redirect_uris[0] ?? '',
      scope: 'openid',
      state: 'state-of-thirty-two-characters-00',
      nonce: 'nonce-of-thirty-two-characters-00',
    })
    await fetch(`${connected.issuer('proconnect')}/authorize?${query}`, { redirect: 'manual' })
    expect(await connected.exchanges({ label: 'mine' })).toEqual(doublure.exchanges({ label: 'mine' }))
    expect(await connected.exchanges({ label: 'mine' })).toHaveLength(1)
    const order = { client_id: rp.client_id, hub: 'proconnect' } as const
    const [there, here] = [await connected.report(order), doublure.report(order)]
    expect({ ...there, at: here.at }).toEqual(JSON.parse(JSON.stringify(here)))
    await connected.logins.remove(id)
    expect(await connected.logins.list()).toEqual([])
  })

  test('changes clients and people there', async () => {
    await connected.clients.put({ ...rp, client_id: 'a/b c' })
    expect(await connected.clients.get('a/b c')).toMatchObject({ client_id: 'a/b c' })
    const agent = await inventPerson(connected, { kind: 'agent', title: 'a test', unique: '1a2b' })
    expect(await doublure.personas.get(agent.id)).toEqual(agent)
    await connected.reset()
    await expect(connected.personas.get(agent.id)).rejects.toMatchObject({ status: 404 })
  })

  test('is told as in process when it errs', async () => {
    const order = { client_id: rp.client_id, hub: 'proconnect', persona: 'nobody' } as const
    const [there, here] = await Promise.all([
      connected.login(order).catch((error: unknown) => error),
      doublure.login(order).catch((error: unknown) => error),
    ])
    expect(there).toBeInstanceOf(ControlError)
    expect(there).toMatchObject({ status: 400, message: (here as ControlError).message })
    await expect(connectDoublure(doublure.url)).rejects.toMatchObject({ status: 401 })
  })

  test('has the functions of the library', () => {
    expectTypeOf<ConnectedDoublure>().toExtend<Controls>()
    expectTypeOf<Doublure>().toExtend<Controls>()
    const inProcess = Object.keys(doublure).filter((name) => !['close', 'port'].includes(name))
    expect(Object.keys(connected).toSorted()).toEqual(inProcess.toSorted())
  })
})

describe('an address where no double answers', () => {
  const other = createServer((_request, response) => response.writeHead(404).end('<h1>Not here</h1>'))
  beforeAll(() => new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => void other.close(resolve)))

  test('is named, with what to do', async () => {
    await expect(connectDoublure('http://localhost:1')).rejects.toThrow(
      'no Doublure answers at http://localhost:1: start one (npx doublure)',
    )
  })

  test('may be that of something else', async () => {
    const { port } = other.address() as AddressInfo
    await expect(connectDoublure(`http://127.0.0.1:${port}`)).rejects.toThrow('is it Doublure that answers?')
  })
})

test('people who are invented are the same each time, under an id of their own', async () => {
  const invented = (unique: string) =>
    inventPerson(doublure, { kind: 'citizen', title: 'logs a citizen in', unique })
  const [one, other] = [await invented('1a2b'), await invented('3c4d')]
  expect(one.id).not.toBe(other.id)
  expect({ ...one, id: '', email: '' }).toEqual({ ...other, id: '', email: '' })
  expect(one.email).toBe(`${one.id}@example.org`)
  expectTypeOf(one.birthdate).toEqualTypeOf<string | undefined>()
})
