import { describe, expect, test } from 'vitest'
import { openSessionSlot } from '../../../src/provider/session-slot.ts'
import { createMemoryStore } from '../../../src/store/memory-store.ts'

/** A browser's cookies as the slot sees them, and a counter in place of randomness. */
const start = (options: { persistent?: boolean } = {}) => {
  const jar = new Map<string, string>()
  const attributes: object[] = []
  const store = createMemoryStore({ now: () => 0 })
  let ids = 0
  const cookies = {
    get: (name: string) => jar.get(name),
    set(name: string, value: string | null, given: object) {
      attributes.push(given)
      if (value === null) jar.delete(name)
      else jar.set(name, value)
    },
  }
  const open = () =>
    openSessionSlot(cookies, {
      store,
      namespace: 'hub',
      cookie: { name: 'sid', key: 'key', attributes: { path: '/hub', secure: false } },
      lifetime: 1800,
      persistent: options.persistent ?? false,
      sliding: false,
      random: () => `id${++ids}`,
    })
  return { jar, attributes, store, open }
}

describe('a session slot', () => {
  test('is absent without cookie and opens a session that the next request finds', async () => {
    const { open } = start()
    const first = await open()
    expect(first.state).toBe('absent')
    first.keep({ step: 'chooser' })
    await first.commit()
    const second = await open()
    expect(second.state).toBe('live')
    expect(second.value).toEqual({ step: 'chooser' })
  })

  test('signs its cookie as Express does and calls a changed one tampered', async () => {
    const { jar, open } = start()
    const first = await open()
    first.keep({})
    await first.commit()
    const cookie = jar.get('sid') ?? ''
    expect(decodeURIComponent(cookie)).toMatch(/^s:id1\.[A-Za-z0-9+/]{43}$/)
    jar.set('sid', cookie.replace('id1', 'id2'))
    expect((await open()).state).toBe('tampered')
  })

  test('knows an expired session as unknown', async () => {
    const { store, open } = start()
    const first = await open()
    first.keep({})
    await first.commit()
    await store.clear('hub:session:')
    expect((await open()).state).toBe('unknown')
  })

  test('changes its id when renewed, and the former one dies unless duplicated', async () => {
    const { store, open } = start()
    const first = await open()
    first.keep({ step: 'a' })
    await first.commit()
    const second = await open()
    second.renew({ step: 'b' }, { duplicate: true })
    await second.commit()
    expect(await store.get('hub:session:id1')).toEqual({ step: 'a' })
    const third = await open()
    third.renew({ step: 'c' })
    await third.commit()
    expect(await store.get('hub:session:id2')).toBeUndefined()
    expect((await open()).id).toBe('id3')
  })

  test('ends with its cookie', async () => {
    const { jar, open } = start()
    const first = await open()
    first.keep({})
    await first.commit()
    const second = await open()
    second.end()
    await second.commit()
    expect(jar.has('sid')).toBe(false)
  })

  test('gives a lifetime to the cookie only when it outlives the browser', async () => {
    const persistent = start({ persistent: true })
    const slot = await persistent.open()
    slot.keep({})
    await slot.commit()
    expect(persistent.attributes[0]).toMatchObject({
      maxAge: 1_800_000,
      path: '/hub',
      httpOnly: true,
      sameSite: 'lax',
    })
    const short = start()
    const other = await short.open()
    other.keep({})
    await other.commit()
    expect(short.attributes[0]).not.toHaveProperty('maxAge')
  })
})
