import { expect, test } from 'vitest'
import type { LoginTrace } from '../../../src/journal/login-traces.ts'
import { sequelsOf } from '../../../src/journal/sequels.ts'
import { exchange } from './exchange.ts'

const began = '2026-01-02T03:04:05.000Z'
const at = (seconds: number) => new Date(Date.parse(began) + seconds * 1000).toISOString()
const login: LoginTrace = {
  id: 'one',
  hub: 'franceconnect',
  client_id: 'rp',
  label: 'mine',
  state: 'called_back',
  began,
  duration: 2000,
  exchanges: [],
}

const refused = { response: { status: 400 }, at: at(3) }

test.each([
  ['a refused token request', {}, true],
  ['one of the same client and label', { client_id: 'rp', label: 'mine' }, true],
  ['one that came 60 seconds after the last answer', { at: at(62) }, true],
  ['one that came later', { at: at(63) }, false],
  ['one that came before the last answer', { at: at(1) }, false],
  ['one of another client', { client_id: 'other' }, false],
  ['one of another label', { label: 'other' }, false],
  ['one of a known login', { login: 'other' }, false],
  ['one that was answered', { response: { status: 200 } }, false],
  ['a userinfo request', { endpoint: 'userinfo' as const }, false],
])('after a login that stopped at its callback, %s may be what came next or not', (_, more, isOne) => {
  const one = exchange('next', { ...refused, ...more })
  expect(sequelsOf(login, [one])).toEqual(isOne ? [one] : [])
})

test('after a login that stopped at its tokens, a refused userinfo request may be what came next', () => {
  const userinfo = exchange('next', { ...refused, endpoint: 'userinfo' })
  const token = exchange('other', refused)
  expect(sequelsOf({ ...login, state: 'tokens_sent' }, [token, userinfo])).toEqual([userinfo])
  expect(sequelsOf({ ...login, state: 'completed' }, [token, userinfo])).toEqual([])
})
