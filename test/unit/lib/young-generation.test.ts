import { expect, test } from 'vitest'
import { boundYoungGeneration } from '../../../src/lib/young-generation.ts'

/** A heap whose room for new objects is so many megabytes, part of it used; it remembers its flags. */
const heapOf = (megabytes: number) => {
  const heap = {
    megabytes,
    flags: [] as string[],
    getHeapSpaceStatistics: () => [
      { space_name: 'old_space', space_used_size: 2 ** 30, space_available_size: 0 },
      {
        space_name: 'new_space',
        space_used_size: 2 ** 18,
        space_available_size: heap.megabytes * 2 ** 20 - 2 ** 18,
      },
    ],
    setFlagsFromString: (flag: string) => void heap.flags.push(flag),
  }
  return heap
}

test('room for new objects grows until it is enough, and again once it was given back', () => {
  const heap = heapOf(2)
  const follow = boundYoungGeneration(heap)
  for (const megabytes of [2, 4, 8, 8, 1, 2, 8]) {
    heap.megabytes = megabytes
    follow()
  }
  expect(heap.flags).toEqual([2, 1, 2, 1].map((factor) => `--semi-space-growth-factor=${factor}`))
})

test('a heap without a room of that name is left alone', () => {
  const heap = { ...heapOf(2), getHeapSpaceStatistics: () => [] }
  boundYoungGeneration(heap)()
  expect(heap.flags).toEqual([])
})
