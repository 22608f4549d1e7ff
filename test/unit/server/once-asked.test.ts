import type { ParameterizedContext } from 'koa'
import { expect, test } from 'vitest'
import { onceAsked } from '../../../src/server/once-asked.ts'

const ctx = {} as ParameterizedContext
const next = async () => undefined

test('a door is loaded by the first request that comes to it, for all of them', async () => {
  let loads = 0
  const closed: string[] = []
  const { middleware, close } = onceAsked(async () => {
    loads++
    return { middleware: async () => 'answered', close: () => void closed.push('door') }
  })
  expect(loads).toBe(0)
  expect(await Promise.all([middleware(ctx, next), middleware(ctx, next)])).toEqual(['answered', 'answered'])
  await close()
  expect({ loads, closed }).toEqual({ loads: 1, closed: ['door'] })
})

test('a door that nobody came to is closed without being loaded', async () => {
  await onceAsked(() => Promise.reject(new Error('loaded'))).close()
})

test('a door that failed to load is loaded again by the next request', async () => {
  let loads = 0
  const { middleware } = onceAsked(async () => {
    if (loads++ === 0) throw new Error('too many open files')
    return { middleware: async () => 'answered', close: () => undefined }
  })
  await expect(middleware(ctx, next)).rejects.toThrow('too many open files')
  expect(await middleware(ctx, next)).toBe('answered')
})

test('a door that failed to load, or fails while the server stops, keeps nothing from closing', async () => {
  const load = Promise.withResolvers<never>()
  const { middleware, close } = onceAsked(() => load.promise)
  const asked = middleware(ctx, next)
  const closed = close()
  load.reject(new Error('too many open files'))
  await expect(asked).rejects.toThrow('too many open files')
  await closed
  await close()
})
