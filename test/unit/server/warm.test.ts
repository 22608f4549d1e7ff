import { expect, test, vi } from 'vitest'
import { warm } from '../../../src/server/warm.ts'

test('hubs are warmed one after the other, each once requests had their turn, and no more once the server closes', async () => {
  const closing = new AbortController()
  const order: string[] = []
  const hub = (name: string, then = () => {}) => ({
    warm: vi.fn(async () => {
      order.push(name)
      then()
    }),
  })
  const hubs = [hub('first'), hub('second', () => closing.abort()), hub('third')]
  const over = warm(hubs, closing.signal)
  expect(order).toEqual([])
  setImmediate(() => order.push('a request'))
  await over
  expect(order).toEqual(['a request', 'first', 'second'])
})
