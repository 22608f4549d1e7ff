import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { callApi } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, { ...rp, client_id: 'other' }] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())

const hub = 'franceconnect'

describe('a login that cannot be armed', () => {
  test.each([
    [{ persona: 'nobody' }, 'Unknown persona "nobody"', 'angela-dubois'],
    [
      { persona: 'john-doe' },
      'Persona "john-doe" is an agent, and this hub logs citizens in',
      'angela-dubois',
    ],
    [
      { hub: 'proconnect', persona: 'angela-dubois' },
      'Persona "angela-dubois" is a citizen, and this hub logs agents in',
      'john-doe',
    ],
    [{ idp: 'nowhere' }, 'Unknown identity provider "nowhere"', 'fc-impots'],
    [{ outcome: 'failure' }, 'Unknown outcome "failure"', 'cancel'],
    [{ claims: { colour: 'blue' } }, 'Unknown claim of franceconnect "colour"', 'birthdate'],
    [
      { claims: { iss: 'https://other' } },
      'The claim "iss" is the token’s own, and no claim of the login: arm a fault, such as invalid-iss',
      'auth_time',
    ],
    [{ claims: { constructor: 1 } }, 'Unknown claim of franceconnect "constructor"', 'birthdate'],
    [{ without: ['colour'] }, 'Unknown claim of franceconnect "colour"', 'email'],
    [{ hub: 'nowhere' }, 'Unknown hub "nowhere"', 'franceconnect'],
    [{ client_id: 'nobody' }, 'Unknown client of franceconnect "nobody"', 'other'],
  ])('for the name of %j, is refused with the names that exist', async (order, title, known) => {
    const { status, body } = await api('POST', '/logins', { client_id: 'rp', hub, ...order })
    expect(status).toBe(400)
    expect(body.title).toBe(title)
    expect(body.known).toContain(known)
  })

  test('for several names, is told of each with its field and the name that was probably meant', async () => {
    const wrong = {
      persona: 'angela-duboi',
      outcome: 'cancle',
      without: ['colour'],
      faults: ['invalid-noce'],
    }
    const { status, body } = await api('POST', '/logins', { client_id: 'nobody', hub, ...wrong })
    expect([status, body.problems]).toEqual([
      400,
      [
        { origin: 'body.client_id', message: expect.stringContaining('known: rp, other') },
        { origin: 'body.persona', message: expect.stringContaining('did you mean "angela-dubois"?') },
        {
          origin: 'body.outcome',
          message: expect.stringContaining('did you mean "cancel"?; known: success'),
        },
        {
          origin: 'body.without.0',
          message: expect.stringContaining('Unknown claim of franceconnect "colour"'),
        },
        { origin: 'body.faults.0', message: expect.stringContaining('did you mean "invalid-nonce"?') },
      ],
    ])
  })

  test.each([
    [undefined, 'nothing was given, expected one of franceconnect, '],
    ['pro-connect', 'did you mean "proconnect"?'],
  ])('for the hub %s and an unknown client, is told both', async (where, told) => {
    const { body } = await api('POST', '/logins', { client_id: 'nobody', hub: where })
    expect(body.problems).toEqual([
      { origin: 'body.hub', message: expect.stringContaining(told) },
      { origin: 'body.client_id', message: 'Unknown client "nobody"; known: rp, other' },
    ])
  })

  test('for an unknown fault, is refused', async () => {
    const { status, body } = await api('POST', '/logins', { client_id: 'rp', hub, faults: ['no-such-fault'] })
    expect(status).toBe(400)
    expect(body.title).toBe('Unknown fault "no-such-fault"')
  })

  test.each([
    [{ hub: undefined }, 'body.hub: nothing was given, expected one of franceconnect, franceconnect-plus, '],
    [{ times: 0 }, 'body.times'],
    [{ expires_in: -1 }, 'body.expires_in'],
    [{ claims: { email: null }, without: ['email'] }, 'body.without'],
    [{ without: ['sub'] }, 'body.claims.sub'],
    [{ claims: { sub: null } }, 'body.claims.sub'],
    [{ personna: 'angela-dubois' }, 'did you mean "persona"?'],
  ])('for %j, is told what is wrong', async (order, told) => {
    const { status, body } = await api('POST', '/logins', { client_id: 'rp', hub, ...order })
    expect(status).toBe(400)
    expect(body.detail).toContain(told)
  })
})
