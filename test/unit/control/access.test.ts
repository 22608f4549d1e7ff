import { describe, expect, test } from 'vitest'
import { type Caller, refuseCaller } from '../../../src/control/access.ts'

const local: Caller = {
  addresses: ['127.0.0.1'],
  forwarded: false,
  host: 'localhost:3615',
  origin: undefined,
  site: undefined,
  authorization: undefined,
}
const settings = { open: false, publicUrl: 'http://doublure.test:3615' }

const status = (caller: Partial<Caller>, more: object = {}) =>
  refuseCaller({ ...local, ...caller }, { ...settings, ...more })?.status

describe('by default', () => {
  test.each([
    [{}],
    [{ addresses: ['::1'], host: '[::1]:3615' }],
    [{ addresses: ['::ffff:127.0.0.1'], host: '127.0.0.1' }],
    [{ addresses: ['127.8.8.8'] }],
    [{ addresses: ['::1', '127.0.0.1'] }],
    [{ host: 'doublure.test:3615' }],
    [{ origin: 'http://localhost:3000', site: 'same-site' }],
    [{ origin: 'http://localhost:3615', site: 'same-origin' }],
    [{ site: 'none' }],
  ])('a caller of this machine is let in: %j', (caller) => expect(status(caller)).toBeUndefined())

  test.each([
    ['another machine', { addresses: ['172.17.0.1'] }, '172.17.0.1'],
    ['a machine by this one’s proxy', { addresses: ['172.17.0.1', '127.0.0.1'] }, '172.17.0.1'],
    ['what another machine calls itself', { addresses: ['127.0.0.1', '172.17.0.1'] }, '172.17.0.1'],
    ['a connection without an address', { addresses: [undefined] }, 'only this machine'],
    ['a machine whose name begins like ours', { addresses: ['127.evil'] }, 'only this machine'],
    ['a proxy that may stand for anyone', { forwarded: true }, 'proxy'],
    ['a name that someone made point here', { host: 'attacker.example' }, '"attacker.example"'],
    ['a host that only looks local', { host: 'localhost.attacker.example' }, 'localhost.attacker.example'],
    ['no host', { host: '' }, 'expected one of localhost'],
    ['a page of another site', { origin: 'https://attacker.example' }, 'https://attacker.example'],
    ['a page without an origin', { origin: 'null' }, 'another site'],
    ['a link of another site', { site: 'cross-site' }, 'another site'],
  ])('%s is refused, and told why', (_who, caller, why) => {
    const refusal = refuseCaller({ ...local, ...caller }, settings)
    expect(refusal?.status).toBe(403)
    expect(refusal?.body).toMatchObject({ detail: expect.stringContaining(why) })
    expect(refusal?.body).toMatchObject({ detail: expect.stringContaining('control: { open: true }') })
  })
})

describe('with a token', () => {
  const token = 'a-token-for-tests'

  test.each([['Bearer a-token-for-tests'], ['bearer a-token-for-tests']])(
    'whoever sends it is let in, wherever from: %s',
    (authorization) => {
      const caller = {
        addresses: ['172.17.0.1'],
        host: 'doublure',
        origin: 'https://elsewhere.example',
        authorization,
      }
      expect(status(caller, { token })).toBeUndefined()
    },
  )

  test.each([
    [undefined],
    ['Bearer a-token-for-test'],
    ['Bearer'],
    ['Basic a-token-for-tests'],
    ['a-token-for-tests'],
  ])('%s is not enough, even on this machine', (authorization) =>
    expect(status({ authorization }, { token })).toBe(401),
  )
})

test('open, anyone is let in', () => {
  const caller = { addresses: ['10.0.0.1'], forwarded: true, host: 'x', origin: 'null', site: 'cross-site' }
  expect(status(caller, { open: true })).toBeUndefined()
})
