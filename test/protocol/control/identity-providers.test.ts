import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorize, callApi } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure()
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const impots = '/identity-providers/fc-impots'

/** What FranceConnect's chooser shows. */
const chooser = async () => {
  const browser = new Browser()
  return (await browser.follow(await authorize(doublure, 'franceconnect', { browser }))).body
}

describe('identity providers', () => {
  test('are listed as a bare array, all or those of a hub', async () => {
    const { list } = await api('GET', '/identity-providers?hub=proconnect')
    expect(list.every(({ hub }) => hub === 'proconnect')).toBe(true)
    expect((await api('GET', '/identity-providers')).list.length).toBeGreaterThan(list.length)
    expect((await api('GET', '/identity-providers?hub=nowhere')).status).toBe(400)
  })

  test('say all that a test may lean on', async () => {
    expect((await api('GET', impots)).body).toMatchObject({
      id: 'fc-impots',
      hub: 'franceconnect',
      title: expect.any(String),
      email_domains: [],
      active: true,
      displayed: true,
      default: false,
      routing_enabled: true,
      mfa_compliant: false,
      reachable: true,
      network: 'internet',
      levels: ['eidas1'],
      amr: ['fc', 'pwd'],
    })
  })

  test('lend no SIRET once theirs is empty', async () => {
    expect((await api('GET', '/identity-providers/fia1')).body).toHaveProperty('siret')
    expect((await api('PATCH', '/identity-providers/fia1', { siret: '' })).body).not.toHaveProperty('siret')
  })

  test('change at once on the hub’s pages', async () => {
    expect(await chooser()).toContain('fc-impots')
    const { status, body } = await api('PATCH', impots, { displayed: false })
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: 'fc-impots', displayed: false, active: true })
    expect(await chooser()).not.toContain('fc-impots')
    await api('PATCH', impots, { displayed: null, title: 'Fisc' })
    expect(await chooser()).toContain('Fisc')
  })

  test('of one hub have one default: a new one puts the former aside', async () => {
    await api('PATCH', '/identity-providers/fia1', { default: true })
    await api('PATCH', '/identity-providers/fia2', { default: true })
    const { list } = await api('GET', '/identity-providers?hub=proconnect')
    expect(list.filter((one) => one.default).map(({ id }) => id)).toEqual(['fia2'])
  })

  test('can be added to a hub, and removed', async () => {
    const added = { id: 'fc-neuf', hub: 'franceconnect', title: 'Tout neuf', levels: ['eidas1'] }
    const { status, headers, body } = await api('POST', '/identity-providers', added)
    expect(status).toBe(201)
    expect(headers.get('location')).toBe('/_doublure/api/v1/identity-providers/fc-neuf')
    expect(body).toMatchObject({ ...added, active: true })
    expect(await chooser()).toContain('Tout neuf')
    expect((await api('POST', '/identity-providers', added)).status).toBe(409)
    expect((await api('DELETE', '/identity-providers/fc-neuf')).status).toBe(204)
    expect(await chooser()).not.toContain('Tout neuf')
  })

  test('of the same id on several hubs are told apart by ?hub=', async () => {
    await api('POST', '/identity-providers', {
      id: 'fc-impots',
      hub: 'franceconnect-plus',
      title: 'Impôts +',
    })
    for (const [method, body] of [['GET'], ['PATCH', {}], ['DELETE']] as const) {
      const reply = await api(method, impots, body)
      expect(reply.status).toBe(409)
      expect(reply.body.known).toEqual(['franceconnect', 'franceconnect-plus'])
    }
    const { body } = await api('PATCH', `${impots}?hub=franceconnect-plus`, { active: false })
    expect(body).toMatchObject({ title: 'Impôts +', active: false })
    expect((await api('GET', `${impots}?hub=franceconnect`)).body.active).toBe(true)
  })
})

test.each([
  [{ email_domains: ['@example.org'] }, 'body.email_domains.0'],
  [{ siret: '123' }, 'body.siret'],
  [{ colour: 'blue' }, 'body.colour'],
  [{ levels: ['eidas1', 'eidas9'] }, 'body.levels.1'],
])('%j is refused, and nothing changes', async (changes, origin) => {
  const before = (await api('GET', impots)).body
  const { status, body } = await api('PATCH', impots, { title: 'Changed', ...changes })
  expect(status).toBe(400)
  expect(body.problems).toContainEqual({ origin, message: expect.any(String) })
  expect((await api('GET', impots)).body).toEqual(before)
})

test.each([{ id: 'other' }, { hub: 'proconnect' }])('%j is refused: it never changes', async (changes) => {
  expect((await api('PATCH', impots, changes)).status).toBe(400)
})

test('one that does not exist is answered with those that do', async () => {
  const { status, body } = await api('GET', '/identity-providers/nowhere?hub=franceconnect')
  expect(status).toBe(404)
  expect(body.known).toContain('fc-impots')
  expect(body.known).not.toContain('fia1')
})
