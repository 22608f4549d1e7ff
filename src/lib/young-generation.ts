import type { HeapSpaceInfo } from 'node:v8'

/** What is needed of `node:v8`. */
type Heap = {
  getHeapSpaceStatistics(): Pick<HeapSpaceInfo, 'space_name' | 'space_used_size' | 'space_available_size'>[]
  setFlagsFromString(flags: string): void
}

/** Bytes of room for new objects that are enough: several logins fit in, and a processor's cache holds most of it. */
const ENOUGH = 8 * 1024 * 1024

/**
 * Lets the room for new objects grow until it is enough, when called after each collection. Left to itself V8 grows it
 * with the load up to 64 MB, and twice as much is taken of the machine; kept as small as it begins, a login costs a
 * tenth more. What V8 gives back in an idle moment may grow again.
 */
export const boundYoungGeneration = (heap: Heap): (() => void) => {
  let factor: number | undefined
  return () => {
    const room = heap.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    if (!room) return
    const wanted = room.space_used_size + room.space_available_size < ENOUGH ? 2 : 1
    if (wanted !== factor) heap.setFlagsFromString(`--semi-space-growth-factor=${wanted}`)
    factor = wanted
  }
}
