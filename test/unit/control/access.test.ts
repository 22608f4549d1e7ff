import { describe, expect, test } from 'vitest'
import { type Caller, refuseCaller } from '../../../src/control/access.ts'

const local: Caller = {
  addresses: ['127.0.0.1'],
  forwarded: false,
  hosts: ['localhost:3615'],
  origin: undefined,
  site: undefined,
  authorization: undefined,
}
const settings = { open: false, publicUrl: 'http://doublure.example:3615', names: ['hub.example'] }

const status = (caller: Partial<Caller>, more: object = {}) =>
  refuseCaller({ ...local, ...caller }, { ...settings, ...more })?.status

describe('by default', () => {
  test.each([
    [{}],
    [{ addresses: ['::1'], hosts: ['[::1]:3615'] }],
    [{ addresses: ['::ffff:127.0.0.1'], hosts: ['127.0.0.1'] }],
    [{ addresses: ['127.8.8.8'] }],
    [{ addresses: ['::1', '127.0.0.1'] }],
    [{ hosts: ['doublure.example:3615', 'localhost'] }],
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
    ['a name that someone made point here', { hosts: ['attacker.example'] }, '"attacker.example"'],
    ['such a name by a proxy', { hosts: ['localhost', 'attacker.example'] }, '"attacker.example"'],
    ['a name of another machine', { hosts: ['doublure'] }, '"doublure"'],
    ['a host that only looks local', { hosts: ['localhost.attacker.example'] }, 'localhost.attacker.example'],
    ['no host', { hosts: [''] }, 'expected one of localhost'],
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
        hosts: ['attacker.example'],
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

describe('open', () => {
  const elsewhere = { addresses: ['172.17.0.1'], forwarded: true }

  test.each([
    [{}],
    [{ hosts: ['doublure:3615'] }],
    [{ hosts: ['192.168.1.9:3615'], origin: 'http://192.168.1.9:3615', site: 'same-origin' }],
    [{ hosts: ['[fd00::9]:3615'], origin: 'http://[fd00::9]:3615' }],
    [{ hosts: ['doublure.example'], origin: 'https://doublure.example' }],
    [{ hosts: ['host.docker.internal:3615'] }],
    [{ hosts: ['doublure.staging.svc.cluster.local'] }],
    [{ hosts: ['doublure.test'] }],
    [{ hosts: ['hub.example'] }],
    [{ origin: 'http://localhost:3000', site: 'same-site' }],
    [{ site: 'none' }],
  ])('a caller of any machine is let in: %j', (caller) =>
    expect(status({ ...elsewhere, ...caller }, { open: true })).toBeUndefined(),
  )

  test.each([
    ['a name that someone made point here', { hosts: ['attacker.example'] }],
    ['its own page asking', { hosts: ['attacker.example'], origin: 'http://attacker.example' }],
    ['such a name by a proxy', { hosts: ['doublure', 'attacker.example'] }],
    ['a name that only looks like an address', { hosts: ['127.0.0.1.attacker.example'] }],
    ['a name that only looks local', { hosts: ['local.attacker.example'] }],
    ['no host', { hosts: [''] }],
    ['a page of another site', { origin: 'https://attacker.example' }],
    ['a page of another address', { hosts: ['192.168.1.9'], origin: 'http://203.0.113.9' }],
    ['a page without an origin', { origin: 'null' }],
    ['a link of another site', { site: 'cross-site' }],
  ])('%s is refused, and told what else there is', (_who, caller) => {
    const refusal = refuseCaller({ ...elsewhere, ...local, ...caller }, { ...settings, open: true })
    expect(refusal?.status).toBe(403)
    expect(refusal?.body).toMatchObject({ detail: expect.stringContaining('public_url') })
  })

  test('with a token besides, who has it comes from anywhere', () => {
    const caller = { hosts: ['attacker.example'], site: 'cross-site', authorization: 'Bearer a-token' }
    expect(status(caller, { open: true, token: 'a-token' })).toBeUndefined()
    expect(status({ ...caller, authorization: undefined }, { open: true, token: 'a-token' })).toBe(403)
    expect(status(elsewhere, { open: true, token: 'a-token' })).toBeUndefined()
  })
})
