import { afterEach, describe, expect, test, vi } from 'vitest'
import { connectDoublure, createDoublure } from '../../../src/index.ts'
import { oldNode } from '../../../src/lib/old-node.ts'

afterEach(() => void vi.unstubAllGlobals())

test.each(['22.12.0', '24.0.0', '23.1.0'])('Node %s will do', (version) => {
  expect(oldNode(version)).toBeUndefined()
})

describe.each(['20.20.2', '22.11.0', '18.0.0'])('a program on Node %s', (version) => {
  const message = `Doublure needs Node 22.12 or later, this is ${version}.`

  test.each([
    ['starts', () => createDoublure({ port: 0, log: 'silent' })],
    ['connects to', () => connectDoublure('http://localhost:1')],
  ])('that %s a double is told which one it needs', async (_, call) => {
    vi.stubGlobal('process', Object.create(process, { versions: { value: { node: version } } }))
    await expect(call()).rejects.toThrow(message)
  })
})
