import { expect, test } from 'vitest'
import { createClosing } from '../../../src/server/closing.ts'

test('what stands is closed in reverse, each after the one before, and once', async () => {
  const closed: string[] = []
  const { add, close } = createClosing()
  add(() => void closed.push('store'))
  add(async () => {
    await Promise.resolve()
    closed.push('listener')
  })
  await Promise.all([close(), close()])
  await close()
  expect(closed).toEqual(['listener', 'store'])
})

test('what fails to close keeps nothing else standing, and is told', async () => {
  const closed: string[] = []
  const { add, close } = createClosing()
  add(() => void closed.push('store'))
  add(() => {
    throw new Error('the first to fail')
  })
  add(() => Promise.reject(new Error('the very first')))
  await expect(close()).rejects.toThrow('the very first')
  expect(closed).toEqual(['store'])
})
