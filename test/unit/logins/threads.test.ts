import { expect, test } from 'vitest'
import { LoginThreads, type LoginUnderWay } from '../../../src/logins/threads.ts'

const login = (id: string, client_id = 'rp'): LoginUnderWay => ({
  id,
  client_id,
  label: undefined,
  persona: undefined,
  ended: false,
})

test('a login is found by any of its threads', () => {
  const threads = new LoginThreads()
  threads.bind(['interaction:1', 'grant:1'], login('first'))
  expect(threads.find(['unheard-of', 'grant:1'])?.id).toBe('first')
  expect(threads.find(['unheard-of'])).toBeUndefined()
  expect(threads.find([])).toBeUndefined()
})

test('the oldest threads are forgotten, those that came again since remembered', () => {
  const threads = new LoginThreads(2)
  const told: unknown[] = []
  for (const id of ['1', '2', '3']) threads.bind([`grant:${id}`], login(id))
  threads.share({ tell: (values) => told.push(...values.map(([name]) => name)) })
  expect(threads.find(['grant:1'])?.id).toBe('1')
  threads.bind(['grant:2'], login('2'))
  expect(threads.has('grant:1')).toBe(false)
  expect(threads.find(['grant:2'])?.id).toBe('2')
  expect(threads.find(['grant:3'])?.id).toBe('3')
  expect(told).toEqual(['grant:2', 'grant:1'])
})

test('the threads of one client can be forgotten, or all', () => {
  const threads = new LoginThreads()
  threads.bind(['grant:1'], login('1'))
  threads.bind(['grant:2'], login('2', 'other'))
  threads.clear('rp')
  expect(threads.find(['grant:1'])).toBeUndefined()
  expect(threads.find(['grant:2'])?.id).toBe('2')
  threads.clear()
  expect(threads.find(['grant:2'])).toBeUndefined()
})

test('a thread that leads to another client by now is not forgotten with the first', () => {
  const threads = new LoginThreads(2)
  threads.bind(['uid:1', 'grant:1'], login('1'))
  threads.bind(['uid:1'], login('2', 'other'))
  threads.clear('rp')
  expect(threads.find(['uid:1'])?.id).toBe('2')
  expect(threads.has('grant:1')).toBe(false)
})
