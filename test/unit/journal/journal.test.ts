import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { heldIn, shorten } from '../../../src/journal/held.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { mask, maskText } from '../../../src/journal/mask.ts'
import { exchange } from './exchange.ts'

const ids = (exchanges: readonly Exchange[]) => exchanges.map(({ id }) => id)

describe('the journal', () => {
  test('keeps the last exchanges, oldest first', () => {
    const journal = new Journal(10)
    for (let n = 0; n < 100; n++) journal.record(exchange(`e${n}`))
    expect(ids(journal.filter())).toEqual([
      'e90',
      'e91',
      'e92',
      'e93',
      'e94',
      'e95',
      'e96',
      'e97',
      'e98',
      'e99',
    ])
  })

  test('filters by hub, client, endpoint and label together', () => {
    const journal = new Journal(10)
    journal.record(exchange('a', { client_id: 'one', label: 'x' }))
    journal.record(exchange('b', { client_id: 'one', label: 'y' }))
    journal.record(exchange('c', { client_id: 'two', label: 'x' }))
    expect(ids(journal.filter({ client_id: 'one', label: 'x' }))).toEqual(['a'])
  })

  test('knows what came after an exchange', () => {
    const journal = new Journal(10)
    const first = exchange('a')
    journal.record(first)
    journal.record(exchange('b', { endpoint: 'userinfo' }))
    journal.record(exchange('c', { endpoint: 'jwks' }))
    expect(ids(journal.after(first, { endpoint: 'userinfo' }))).toEqual(['b'])
  })

  test('tells listeners until they leave', () => {
    const journal = new Journal(10)
    const heard: string[] = []
    const leave = journal.subscribe(({ id }) => heard.push(id))
    journal.record(exchange('a'))
    leave()
    journal.record(exchange('b'))
    expect(heard).toEqual(['a'])
  })

  test('clears one client and leaves the others', () => {
    const journal = new Journal(10)
    journal.record(exchange('a', { client_id: 'one' }))
    journal.record(exchange('b', { client_id: 'two' }))
    journal.clear({ client_id: 'one' })
    expect(ids(journal.filter())).toEqual(['b'])
  })
})

describe('masking', () => {
  test('shortens what gives access and keeps the rest', () => {
    const masked = mask(
      { client_secret: 'a-secret-of-thirty-two-characters', scope: 'openid', code: ['abcdefghijk', 'x'] },
      false,
    )
    expect(masked).toEqual({ client_secret: 'a-secr… (33)', scope: 'openid', code: ['abcdef… (11)', '…'] })
  })

  test('shows everything when asked to', () => {
    expect(mask({ client_secret: 'whole' }, true)).toEqual({ client_secret: 'whole' })
  })

  test('shortens what stands in a fragment, and tokens under other names', () => {
    expect(maskText('http://localhost:3000/cb#code=abcdefghijklmnop&state=s', false)).not.toContain('ghijkl')
    expect(maskText('/page#section', false)).toBe('/page#section')
    expect(
      mask({ id_token: 'abcdefghijklmnop', password: 'abcdefghijkl', assertion: 'abcdefghijkl' }, false),
    ).toEqual({
      id_token: 'abcdef… (16)',
      password: 'abcdef… (12)',
      assertion: 'abcdef… (12)',
    })
  })

  test('shortens the code in an address, absolute or relative', () => {
    expect(maskText('http://localhost:3000/cb?code=abcdefghijklmnop&state=s', false)).not.toContain('ghijkl')
    expect(maskText('/callback?code=abcdefghijklmnop', false)).toMatch(/^\/callback\?code=abcdef/)
  })

  test.each(['clientSecret', 'client-secret', 'Client_Secret', 'client_secret[]', 'CSRF_token'])(
    'knows a secret misspelt: %s',
    (name) => {
      expect(mask({ [name]: 'abcdefghijklmnop' }, false)).toEqual({ [name]: 'abcdef… (16)' })
    },
  )

  test.each(['code_challenge', 'client_assertion_type', 'token_type_hint', 'acr_values'])(
    'takes no other parameter for one: %s',
    (name) => {
      expect(mask({ [name]: 'abcdefghijklmnop' }, false)).toEqual({ [name]: 'abcdefghijklmnop' })
    },
  )

  test('leaves every other character of an address as it came', () => {
    const address = 'HTTP://Localhost:3000/a/../b?x=%7e+y&code=&z#frag'
    expect(mask({ redirect_uri: address }, false)).toEqual({ redirect_uri: address })
    expect(maskText(`${address}&code[]=abcdefghijklmnop`, false)).toBe(
      `${address}&code[]=${encodeURIComponent('abcdef… (16)')}`,
    )
  })

  test('reads addresses inside addresses, and shortens what is too deep to read', () => {
    let address = 'https://a.example/?code=abcdefghijklmnop'
    for (let depth = 0; depth < 50; depth++) {
      const masked = maskText(address, false)
      expect(masked).not.toContain('ghijkl')
      expect(masked).toMatch(/^https:\/\/a\.example\/\?/)
      address = `https://a.example/?next=${encodeURIComponent(address)}`
    }
  })

  test.each(['?', '&', '#', '?a', '=', '%', '?a='])('reads a long text of %s in no time', (part) => {
    const text = part.repeat(300_000 / part.length)
    const began = performance.now()
    mask({ state: text }, false)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('shortens the secrets of clients under any name, alone or told again', () => {
    const held = heldIn(new Set(['abcdefghijklmnop', 'never-sent']), {
      state: ['x', 'abcdefghijklmnop'],
      scope: 'openid',
    })
    expect([...held]).toEqual(['abcdefghijklmnop'])
    expect(mask({ state: 'abcdefghijklmnop' }, false, held)).toEqual({ state: 'abcdef… (16)' })
    expect(maskText('/cb?state=abcdefghijklmnop', false, held)).not.toContain('ghijkl')
    expect(maskText('client_id=abcdefghijklmnop', false, held)).toBe('client_id=abcdef… (16)')
    expect(maskText('client_id=abcdefghijklmnop', true, held)).toBe('client_id=abcdefghijklmnop')
  })

  test('never shows a short secret', () => {
    expect(shorten('hunter2')).toBe('…')
  })
})
