import { expect, test } from 'vitest'
import { attributedTo } from '../../../src/conformance/attribution.ts'
import { trafficOf } from '../../../src/conformance/traffic.ts'
import { exchange, login, traffic } from './traffic-of-a-client.ts'

const document = (told: Parameters<typeof exchange>[1] = {}) => {
  const { client_id: _, ...jwks } = exchange('jwks', told)
  return jwks
}
const token = (client_id: string, told: Parameters<typeof exchange>[1] = {}) =>
  exchange('token', { client_id, ...told })

const own = (exchanges: Parameters<typeof traffic>[0]) => {
  const seen = traffic(exchanges)
  return attributedTo(seen, seen.anonymous).length
}

test('keys read on a hub are those of the only client that takes tokens there, whenever it was', () => {
  expect(own([document(), ...login('one', { after: 900 })])).toBe(1)
  const passer = exchange('authorization', { client_id: 'other' })
  expect(own([document(), passer, ...login('one', { after: 900 })])).toBe(1)
})

test('keys read where several take tokens belong to whoever took one at that time alone', () => {
  const others = [token('other', { after: 300 })]
  expect(own([...login('one'), document({ after: 1 }), ...others])).toBe(1)
  expect(own([...login('one'), document({ after: 300 }), ...others])).toBe(0)
  expect(own([...login('one'), document({ after: 150 }), ...others])).toBe(0)
  expect(own([...login('one'), document({ after: 1 }), token('other', { after: 5 })])).toBe(0)
})

test('a label tells whose they are, unless both carry it', () => {
  const mine = token('rp', { label: 'mine' })
  expect(own([mine, token('other'), document({ label: 'mine' })])).toBe(1)
  expect(own([mine, token('other', { label: 'mine' }), document({ label: 'mine' })])).toBe(0)
})

test('the same client under another label is another one, when a report is of one label', () => {
  const exchanges = [token('rp', { label: 'mine' }), token('rp', { label: 'theirs' }), document()]
  const seen = trafficOf(exchanges, { hub: 'proconnect', client_id: 'rp', label: 'mine', at: 0 })
  expect(attributedTo(seen, seen.anonymous)).toEqual([])
  expect(own(exchanges)).toBe(1)
})
