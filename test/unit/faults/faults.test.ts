import { describe, expect, test } from 'vitest'
import { findFault } from '../../../src/faults/catalogue.ts'
import type { Fault } from '../../../src/faults/fault.ts'
import { Faults } from '../../../src/faults/faults.ts'
import type { Departure } from '../../../src/faults/waiting-fault.ts'

const named = (id: string): Fault => {
  const fault = findFault(id)
  if (!fault) throw new Error(`no fault ${id}`)
  return fault
}
const nonce = named('invalid-nonce')
const acr = named('missing-acr')
const clock = named('clock-ahead')
const keys = named('jwks-empty')

const leaving: Departure = { seam: 'id_token', hub: 'franceconnect', client_id: 'a', login: 'first' }
const ids = async (faults: Faults, departure: Departure) =>
  (await faults.take(departure)).map(({ fault }) => fault.id)

describe('armed faults', () => {
  test('are given to the answers of their seam and client only, as often as they say', async () => {
    const faults = new Faults()
    faults.arm(nonce, {}, { client_id: 'a', times: 2 })
    expect(await ids(faults, { ...leaving, seam: 'userinfo' })).toEqual([])
    expect(await ids(faults, { ...leaving, client_id: 'b' })).toEqual([])
    expect(await ids(faults, { ...leaving, client_id: undefined })).toEqual([])
    expect([await ids(faults, leaving), await ids(faults, leaving), await ids(faults, leaving)]).toEqual([
      ['invalid-nonce'],
      ['invalid-nonce'],
      [],
    ])
  })

  test('are given once to two answers that leave at once', async () => {
    const faults = new Faults()
    faults.arm(nonce, {}, { client_id: 'a', times: 1 })
    const given = await Promise.all([ids(faults, leaving), ids(faults, leaving)])
    expect(given).toEqual([['invalid-nonce'], []])
  })

  test('of one login come together, and before the oldest of the client', async () => {
    const faults = new Faults()
    faults.arm(named('invalid-iss'), {}, { client_id: 'a', times: 1 })
    faults.arm(named('invalid-aud'), {}, { client_id: 'a', times: 1 })
    faults.arm(nonce, {}, { client_id: 'a', login: 'first', times: 1 })
    faults.arm(acr, {}, { client_id: 'a', login: 'first', times: 1 })
    expect(await ids(faults, { ...leaving, login: 'other' })).toEqual(['invalid-iss'])
    expect(await ids(faults, leaving)).toEqual(['invalid-nonce', 'missing-acr', 'invalid-aud'])
  })

  test('say why they were left aside', async () => {
    const faults = new Faults()
    const { id } = faults.arm(nonce, {}, { client_id: 'a', label: 'mine', times: 1 })
    await faults.take({ ...leaving, label: 'theirs' })
    expect(faults.get(id)?.why_not).toBe('an answer of this kind left with the label "theirs"')
    await faults.take({ ...leaving, label: 'mine' })
    expect(faults.get(id)).toMatchObject({ remaining: 0 })
    expect(faults.get(id)).not.toHaveProperty('why_not')
  })

  test('of a clock last for the login that meets them, counted once', async () => {
    const faults = new Faults()
    const { id } = faults.arm(clock, {}, { client_id: 'a', times: 1 })
    const tick: Departure = { ...leaving, seam: 'clock' }
    expect([await ids(faults, tick), await ids(faults, tick)]).toEqual([['clock-ahead'], ['clock-ahead']])
    expect(await ids(faults, { ...tick, login: 'second' })).toEqual([])
    expect(faults.get(id)?.remaining).toBe(0)
  })

  test('of documents reach who asks next, or who asks with their label', async () => {
    const faults = new Faults()
    const asked: Departure = { seam: 'jwks', hub: 'franceconnect' }
    faults.arm(keys, {}, { client_id: 'a', hub: 'franceconnect', label: 'mine', times: 2 })
    expect(await ids(faults, { ...asked, label: 'theirs' })).toEqual([])
    expect(await ids(faults, { ...asked, hub: 'proconnect' })).toEqual([])
    expect([await ids(faults, { ...asked, label: 'mine' }), await ids(faults, asked)]).toEqual([
      ['jwks-empty'],
      ['jwks-empty'],
    ])
  })

  test('of documents are those of one login at a time, the label of who asks first', async () => {
    const faults = new Faults()
    const asked: Departure = { seam: 'jwks', hub: 'franceconnect' }
    const arm = (fault: Fault, login: string, label?: string) =>
      faults.arm(fault, {}, { client_id: 'a', hub: 'franceconnect', login, label, times: 1 })
    arm(keys, 'first', 'mine')
    arm(named('jwks-duplicate-kid'), 'first', 'mine')
    arm(named('jwks-error-503'), 'second', 'theirs')
    const { id } = arm(named('jwks-unreachable'), 'third')
    expect(await ids(faults, { ...asked, label: 'theirs' })).toEqual(['jwks-error-503'])
    expect(faults.get(id)?.why_not).toBe(
      'the document was asked with the label "theirs"; this one is armed without a label',
    )
    expect([await ids(faults, asked), await ids(faults, asked), await ids(faults, asked)]).toEqual([
      ['jwks-unreachable'],
      ['jwks-empty', 'jwks-duplicate-kid'],
      [],
    ])
  })

  test('of a login reach it whatever the label of the request', async () => {
    const faults = new Faults()
    faults.arm(nonce, {}, { client_id: 'a', login: 'first', label: 'mine', times: 1 })
    expect(await ids(faults, { ...leaving, label: undefined })).toEqual(['invalid-nonce'])
  })

  test('are forgotten from the oldest beyond a thousand, delivered ones first', async () => {
    const faults = new Faults()
    const waiting = faults.arm(nonce, {}, { client_id: 'a', times: 1 })
    const delivered = faults.arm(nonce, {}, { client_id: 'b', times: 1 })
    await faults.take({ ...leaving, client_id: 'b' })
    for (let count = 0; count < 999; count++) faults.arm(nonce, {}, { client_id: 'c', times: 1 })
    expect(faults.list()).toHaveLength(1000)
    expect([faults.get(waiting.id)?.id, faults.get(delivered.id)]).toEqual([waiting.id, undefined])
  })

  test('are never forgotten while they wait: beyond ten thousand, the next is refused', () => {
    const faults = new Faults()
    const arm = (login?: string) => faults.arm(nonce, {}, { client_id: 'a', login, times: 1 })
    const ofLogin = arm('long-ago')
    const { id } = arm()
    for (let count = 1; count < 10_000; count++) arm()
    expect(() => arm()).toThrow('10000 faults wait for their answers already')
    expect([faults.get(id)?.id, faults.get(ofLogin.id)?.id]).toEqual([id, ofLogin.id])
  })

  test('of logins are never refused: beyond ten thousand, the oldest of a login goes', () => {
    const faults = new Faults()
    const arm = (login?: string) => faults.arm(nonce, {}, { client_id: 'a', login, times: 1 })
    const [first, second, free] = [arm('first'), arm('second'), arm()]
    for (let count = 2; count <= 10_000; count++) arm(`login-${count}`)
    expect([first, second, free].map(({ id }) => faults.get(id)?.id)).toEqual([undefined, second.id, free.id])
    expect(faults.list()).toHaveLength(10_001)
  })

  test('of a login that is over wait no more, and what it met is remembered', async () => {
    const faults = new Faults()
    const arm = (fault: Fault, login?: string) => faults.arm(fault, {}, { client_id: 'a', login, times: 1 })
    const met = arm(nonce, 'first')
    const others = [arm(keys, 'second'), arm(keys)]
    arm(keys, 'first')
    await faults.take(leaving)
    faults.disarm({ login: 'first' })
    expect(faults.list().map(({ id }) => id)).toEqual([met, ...others].map(({ id }) => id))
  })

  test('that are given back wait for the next answer, and say why', async () => {
    const faults = new Faults()
    const { id } = faults.arm(nonce, {}, { client_id: 'a', times: 1 })
    for (const given of await faults.take(leaving))
      given.giveBack({ fr: 'il n’y avait pas de nonce', en: 'there was no nonce' })
    expect(faults.get(id)).toMatchObject({
      remaining: 1,
      why_not: 'there was no nonce',
      fr: { why_not: 'il n’y avait pas de nonce' },
    })
    expect(await ids(faults, leaving)).toEqual(['invalid-nonce'])
  })

  test('that were given back go on saying why, whatever other tests make leave', async () => {
    const faults = new Faults()
    const { id } = faults.arm(acr, {}, { client_id: 'a', label: 'mine', times: 1 })
    for (const given of await faults.take({ ...leaving, label: 'mine' }))
      given.giveBack({ fr: 'il n’y avait pas d’acr', en: 'there was no acr' })
    await faults.take({ ...leaving, label: 'theirs' })
    expect(faults.get(id)?.why_not).toBe('there was no acr')
  })

  test('tell of the answer most like theirs: one of their label before one of their hub', async () => {
    const faults = new Faults()
    const target = { client_id: 'a', hub: 'proconnect', label: 'mine', times: 1 }
    const { id } = faults.arm(nonce, {}, target)
    for (const departure of [
      { ...leaving, label: 'mine' },
      { ...leaving, label: 'theirs' },
      { ...leaving, hub: 'proconnect', label: 'theirs' },
    ])
      await faults.take(departure)
    expect(faults.get(id)?.why_not).toContain('left on the hub franceconnect')
  })

  test('of a login say nothing of the answers of others', async () => {
    const faults = new Faults()
    const { id } = faults.arm(nonce, {}, { client_id: 'a', login: 'first', hub: 'proconnect', times: 1 })
    await faults.take({ ...leaving, login: 'second' })
    await faults.take({ ...leaving, login: undefined })
    expect(faults.get(id)).not.toHaveProperty('why_not')
    await faults.take(leaving)
    expect(faults.get(id)?.why_not).toContain('left on the hub franceconnect')
  })

  test('of one client are cleared alone', () => {
    const faults = new Faults()
    faults.arm(nonce, {}, { client_id: 'a', times: 1 })
    faults.arm(nonce, {}, { client_id: 'b', times: 1 })
    faults.clear('a')
    expect(faults.list().map(({ client_id }) => client_id)).toEqual(['b'])
    faults.clear()
    expect([faults.list(), faults.isIdle]).toEqual([[], true])
  })
})
