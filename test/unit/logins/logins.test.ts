import { describe, expect, test } from 'vitest'
import type { LoginOrder } from '../../../src/logins/login.ts'
import { Logins } from '../../../src/logins/logins.ts'

const refused = { fr: 'elle a été refusée', en: 'it was refused' }

const start = () => {
  const clock = { time: Date.parse('2026-05-31T10:00:00Z') }
  const logins = new Logins(() => clock.time)
  const arm = (order: Partial<LoginOrder> = {}) =>
    logins.arm({ client_id: 'rp', hub: 'franceconnect', faults: [], times: 1, ...order })
  const take = (order: Partial<{ client_id: string; hub: string; label: string }> = {}) =>
    logins.take({ client_id: 'rp', hub: 'franceconnect', label: undefined, ...order })
  return { logins, arm, take, pass: (seconds: number) => (clock.time += seconds * 1000) }
}

describe('an armed login', () => {
  test('is taken once, by the client and on the hub that it is armed for', async () => {
    const { arm, take } = start()
    const { id } = arm({ persona: 'angela' })
    expect(await take({ client_id: 'other' })).toBeUndefined()
    expect(await take({ hub: 'proconnect' })).toBeUndefined()
    expect(await take()).toMatchObject({ id, order: { persona: 'angela' } })
    expect(await take()).toBeUndefined()
  })

  test('is taken once by two that ask at once', async () => {
    const { arm, take } = start()
    const { id } = arm()
    const taken = await Promise.all([take(), take()])
    expect(taken.map((one) => one?.id)).toEqual([id, undefined])
  })

  test('is taken as many times as it says', async () => {
    const { logins, arm, take } = start()
    const { id } = arm({ times: 2 })
    await take()
    expect(logins.get(id)).toMatchObject({ remaining: 1 })
    expect((await take())?.id).toBe(id)
    expect(await take()).toBeUndefined()
  })

  test('is expired when its client never came for its tokens', async () => {
    const { logins, arm, take, pass } = start()
    const { id } = arm()
    await take()
    expect(logins.get(id)?.state).toBe('in_progress')
    pass(2 * 3600 + 1)
    expect(logins.get(id)?.state).toBe('expired')
  })

  test('in progress is never forgotten for those that others arm', async () => {
    const { logins, arm, take } = start()
    const { id } = arm()
    await take()
    for (let n = 0; n < 1200; n++) arm({ client_id: 'other' })
    expect(logins.get(id)?.state).toBe('in_progress')
  })

  test('comes before those armed later', async () => {
    const { arm, take } = start()
    const ids = [arm().id, arm().id, arm().id]
    expect([(await take())?.id, (await take())?.id, (await take())?.id]).toEqual(ids)
  })

  test('is left to the request of its label by requests of another', async () => {
    const { arm, take } = start()
    const [a, b] = [arm({ label: 'a' }), arm({ label: 'b' })]
    expect((await take({ label: 'b' }))?.id).toBe(b.id)
    expect(await take({ label: 'b' })).toBeUndefined()
    expect((await take({ label: 'a' }))?.id).toBe(a.id)
  })

  test('without a label is taken before labelled ones by a request without a label, and never by a labelled one', async () => {
    const { arm, take } = start()
    const [labelled, plain] = [arm({ label: 'a' }), arm()]
    expect(await take({ label: 'b' })).toBeUndefined()
    expect((await take())?.id).toBe(plain.id)
    expect((await take())?.id).toBe(labelled.id)
  })

  test('waits again once its request gave it back', async () => {
    const { logins, arm, take } = start()
    const { id } = arm()
    const taken = await take()
    taken?.giveBack()
    expect(logins.get(id)).toMatchObject({ state: 'armed', remaining: 1 })
    expect((await take())?.id).toBe(id)
  })

  test('expires after the seconds that it says', async () => {
    const { logins, arm, take, pass } = start()
    const { id, expires_at } = arm({ expires_in: 60 })
    expect(expires_at).toBe('2026-05-31T10:01:00.000Z')
    pass(59)
    expect(logins.get(id)?.state).toBe('armed')
    pass(1)
    expect(logins.get(id)?.state).toBe('expired')
    expect(await take()).toBeUndefined()
  })

  test('goes from armed through in_progress to done, with its exchanges', async () => {
    const { logins, arm, take } = start()
    const { id, state } = arm()
    expect(state).toBe('armed')
    await take()
    logins.follow(id, { id: 'authorize' }, false)
    expect(logins.get(id)).toMatchObject({ state: 'in_progress', exchanges: ['authorize'] })
    logins.follow(id, { id: 'token' }, true)
    logins.follow(id, { id: 'userinfo' }, false)
    expect(logins.get(id)).toMatchObject({ state: 'done', exchanges: ['authorize', 'token', 'userinfo'] })
  })

  test('is armed still between two of its logins', async () => {
    const { logins, arm, take } = start()
    const { id } = arm({ times: 2 })
    await take()
    expect(logins.get(id)?.state).toBe('in_progress')
    logins.follow(id, { id: 'token' }, true)
    expect(logins.get(id)?.state).toBe('armed')
  })

  test('can be disarmed, alone or with all those of its client', async () => {
    const { logins, arm, take } = start()
    const { id } = arm()
    expect(logins.remove(id)).toBe(true)
    expect(logins.remove(id)).toBe(false)
    arm()
    const other = arm({ client_id: 'other' })
    logins.clear('rp')
    expect(await take()).toBeUndefined()
    expect(logins.list().map((login) => login.id)).toEqual([other.id])
    logins.clear()
    expect(logins.list()).toEqual([])
  })
})

describe('why a login was left aside', () => {
  test.each([
    [
      { hub: 'proconnect' },
      { label: undefined },
      'a login of this client came on the hub franceconnect; this one is armed for proconnect',
    ],
    [
      { label: 'a' },
      { label: 'b' },
      'a login of this client came with the label "b"; this one is armed with the label "a"',
    ],
    [{}, { label: 'b' }, 'a login of this client came with the label "b"; this one is armed without a label'],
  ])('is told for %j when %j comes', async (order, arrival, why_not) => {
    const { logins, arm } = start()
    const { id } = arm(order)
    await logins.take({ client_id: 'rp', hub: 'franceconnect', ...arrival })
    expect(logins.get(id)?.why_not).toBe(why_not)
  })

  test('is that another armed login was taken', async () => {
    const { logins, arm, take } = start()
    const [first, second] = [arm(), arm()]
    await take()
    expect(logins.get(second.id)?.why_not).toContain(first.id)
    expect(logins.get(first.id)?.why_not).toBeUndefined()
  })

  test('is that the request never came to a login', () => {
    const { logins, arm } = start()
    const [own, elsewhere] = [arm(), arm({ hub: 'proconnect' })]
    logins.pass({ client_id: 'rp', hub: 'franceconnect', label: undefined }, refused)
    expect(logins.get(own.id)).toMatchObject({ why_not: refused.en, fr: { why_not: refused.fr } })
    expect(logins.get(elsewhere.id)?.why_not).toContain('armed for proconnect')
  })

  test('is that a login of another client came, when nothing else differs', async () => {
    const { logins, arm, take } = start()
    const told = 'a login of the client other came on the hub franceconnect; this one is armed for rp'
    const [plain, labelled] = [arm(), arm({ label: 'a' })]
    const elsewhere = [arm({ hub: 'proconnect' }), arm({ label: 'b' })]
    await take({ client_id: 'other', label: 'a' })
    expect([plain, labelled].map(({ id }) => logins.get(id)?.why_not)).toEqual([undefined, told])
    expect(elsewhere.map(({ id }) => logins.get(id)?.why_not)).toEqual([undefined, undefined])
    logins.pass({ client_id: 'other', hub: 'franceconnect', label: undefined }, refused)
    expect(logins.get(plain.id)?.why_not).toBe(told)
  })

  test('of another client gives way to one of its own, unless it has the label', async () => {
    const { logins, arm, take } = start()
    const [plain, labelled] = [arm(), arm({ label: 'a' })]
    await take({ client_id: 'other' })
    for (const client_id of ['rp', 'other', 'rp'])
      await take({ client_id, label: client_id === 'rp' ? 'b' : 'a' })
    await take({ client_id: 'other' })
    expect(logins.get(plain.id)?.why_not).toContain('this client came with the label "b"')
    expect(logins.get(labelled.id)?.why_not).toContain('of the client other came')
  })

  test('is that the nearest came: what other tests do afterwards does not hide it', async () => {
    const { logins, arm, take } = start()
    const { id } = arm({ label: 'a', hub: 'proconnect' })
    const why = () => logins.get(id)?.why_not
    await take({ label: 'b' })
    expect(why()).toContain('came on the hub franceconnect')
    await take({ hub: 'proconnect', label: 'b' })
    expect(why()).toContain('came with the label "b"')
    await take({ label: 'a' })
    await take({ hub: 'proconnect', label: 'b' })
    expect(why()).toContain('came on the hub franceconnect')
    logins.pass({ client_id: 'rp', hub: 'proconnect', label: 'a' }, refused)
    await take({ label: 'a' })
    expect(why()).toBe('it was refused')
  })

  test('is no longer told once the login is taken', async () => {
    const { logins, arm, take } = start()
    const { id } = arm()
    await take({ client_id: 'other' })
    await take()
    expect(logins.get(id)).not.toHaveProperty('why_not')
  })
})
