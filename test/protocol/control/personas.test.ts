import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'
import { callApi, logIn } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure()
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const camille = {
  id: 'camille',
  kind: 'citizen',
  given_name: 'Camille Jeanne',
  family_name: 'MOREAU',
  birthdate: '1962-08-24',
  gender: 'female',
  birthcountry: '99352',
  email: 'camille.moreau@example.org',
}
const claimsOf = async (persona: string, hub: HubId = 'franceconnect') =>
  (await logIn(doublure, hub, { headers: { 'doublure-persona': persona } })).claims

describe('people', () => {
  test('are listed as a bare array, all, of one kind or by words', async () => {
    const ids = async (query: string) => (await api('GET', `/personas${query}`)).list.map(({ id }) => id)
    expect(await ids('')).toEqual(expect.arrayContaining(['angela-dubois', 'john-doe']))
    expect(await ids('?kind=agent')).not.toContain('angela-dubois')
    expect(await ids('?search=angela+DUBÔIS&kind=citizen')).toEqual(['angela-dubois'])
    expect((await api('GET', '/personas?kind=robot')).status).toBe(400)
  })

  test('can be added, and log in at once', async () => {
    const { status, headers, body } = await api('POST', '/personas', camille)
    expect(status).toBe(201)
    expect(headers.get('location')).toBe('/_doublure/api/v1/personas/camille')
    expect(body).toMatchObject({ ...camille, label: 'Camille Jeanne MOREAU', civil_register: 'found' })
    expect(await claimsOf('camille')).toMatchObject({ given_name: 'Camille Jeanne', birthcountry: '99352' })
    expect((await api('POST', '/personas', camille)).status).toBe(409)
  })

  test('can be replaced whole', async () => {
    const { id, ...unnamed } = camille
    expect((await api('PUT', `/personas/${id}`, unnamed)).status).toBe(201)
    const { email, ...silent } = unnamed
    expect(email).toBeTypeOf('string')
    expect((await api('PUT', `/personas/${id}`, silent)).status).toBe(200)
    expect((await api('GET', `/personas/${id}`)).body).not.toHaveProperty('email')
    expect((await api('PUT', `/personas/${id}`, { ...camille, id: 'other' })).status).toBe(400)
  })

  test('can be changed field by field, null taking one away, until reset', async () => {
    await api('PATCH', '/personas/angela-dubois', { preferred_username: 'MARTIN' })
    expect((await claimsOf('angela-dubois')).preferred_username).toBe('MARTIN')
    const changes = { given_name: 'Angélique', preferred_username: null }
    expect((await api('PATCH', '/personas/angela-dubois', changes)).body).toMatchObject({
      given_name: 'Angélique',
    })
    const claims = await claimsOf('angela-dubois')
    expect(claims.given_name).toBe('Angélique')
    expect(claims.preferred_username ?? '').toBe('')
    await api('POST', '/reset', {})
    expect((await claimsOf('angela-dubois')).given_name).toContain('Angela')
  })

  test('a story told anew is not told as it was in French', async () => {
    const { body } = await api('PATCH', '/personas/john-doe', { story: 'Mine.' })
    expect(body).toMatchObject({ story: 'Mine.' })
    expect(body).not.toHaveProperty('story_fr')
    const story_fr = 'Le mien.'
    expect((await api('PATCH', '/personas/john-doe', { story_fr })).body).toMatchObject({ story_fr })
  })

  test('keep a null that says something: an agent whose identity provider answers no acr', async () => {
    expect((await api('PATCH', '/personas/john-doe', { acr: null })).body.acr).toBeNull()
  })

  test('change only where a platform sees them so', async () => {
    await api('PATCH', '/personas/angela-dubois', {
      platforms: { 'franceconnect-plus': { given_name: 'Plus' } },
    })
    expect((await claimsOf('angela-dubois', 'franceconnect')).given_name).not.toBe('Plus')
    expect((await claimsOf('angela-dubois', 'franceconnect-plus')).given_name).toBe('Plus')
  })

  test('can be removed: they log in no more', async () => {
    expect((await api('DELETE', '/personas/angela-dubois')).status).toBe(204)
    const order = { client_id: 'rp', hub: 'franceconnect', persona: 'angela-dubois' }
    expect((await api('POST', '/logins', order)).status).toBe(400)
  })
})

describe('a person is checked as strictly as in a file', () => {
  test.each([
    [{ birthdate: '24/08/1962' }, 'body.birthdate', '24/08/1962'],
    [{ birthcountry: '99999' }, 'body.birthcountry', 'COG'],
    [{ birthcountry: '99100', birthplace: '29200' }, 'body.birthplace', '"29019"'],
    [{ shoe_size: 42 }, 'body.shoe_size', 'unknown key'],
    [{ kind: 'robot' }, 'body.kind', 'citizen (FranceConnect) or agent'],
    [{ platforms: { franceconnect: { gender: 'f' } } }, 'body.platforms.franceconnect.gender', '"f"'],
  ])('%j is refused at %s', async (changes, origin, told) => {
    const { status, body } = await api('POST', '/personas', { ...camille, ...changes })
    expect(status).toBe(400)
    expect(body.problems).toContainEqual({ origin, message: expect.stringContaining(told) })
    expect((await api('GET', '/personas/camille')).status).toBe(404)
  })

  test('when it is changed too, and nothing changes then', async () => {
    const before = (await api('GET', '/personas/angela-dubois')).body
    const { status } = await api('PATCH', '/personas/angela-dubois', { given_name: 'X', birthdate: 'soon' })
    expect(status).toBe(400)
    expect((await api('GET', '/personas/angela-dubois')).body).toEqual(before)
  })
})

test('an agent is created as strictly as in a file, unless what is wrong is named', async () => {
  const agent = { id: 'wrong', kind: 'agent', given_name: 'A', usual_name: 'B', email: 'a@b.fr', siret: '12' }
  const refused = await api('POST', '/personas', agent)
  expect([refused.status, refused.body.problems]).toEqual([
    400,
    [
      {
        origin: 'body.siret',
        message: expect.stringMatching(
          /"12", expected a SIRET.*to send it all the same, name siret in unchecked/,
        ),
      },
    ],
  ])
  expect((await api('PUT', '/personas/wrong', agent)).status).toBe(400)
  expect((await api('PUT', '/personas/wrong', { ...agent, unchecked: ['siret'] })).status).toBe(201)
  await api('POST', '/reset')
})

test.each([
  { phone_number: 'incorrect' },
  { email: 'incorrect' },
  { siret: '41816609600069' },
  { platforms: { proconnect: { siret: 'incorrect' } } },
])('an agent may be changed into what an identity provider gets wrong: %j', async (changes) => {
  const { status, body } = await api('PATCH', '/personas/john-doe', changes)
  expect([status, body]).toEqual([200, expect.objectContaining(changes)])
  expect((await api('PATCH', '/personas/john-doe', { ...changes, shoe_size: 42 })).status).toBe(400)
  await api('POST', '/reset')
})

test.each(['GET', 'PATCH', 'DELETE'])(
  '%s of a person who does not exist names those who do',
  async (method) => {
    const { status, body } = await api(method, '/personas/nobody', method === 'PATCH' ? {} : undefined)
    expect(status).toBe(404)
    expect(body.known).toContain('angela-dubois')
  },
)
