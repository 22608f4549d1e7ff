import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Row } from '../../../src/persistence/rows.ts'
import { followShelf, restoreShelf, type Shelf } from '../../../src/persistence/shelf.ts'

const schema = z.strictObject({ id: z.string(), colour: z.enum(['red', 'blue']) })
type Thing = z.output<typeof schema>

const red = (id: string): Thing => ({ id, colour: 'red' })
const blue = (id: string): Thing => ({ id, colour: 'blue' })

/** A set of things that can be changed, and a disk that remembers. */
const shelved = (seed: readonly Thing[]) => {
  let things = seed
  const listeners = new Set<() => void>()
  const kept = new Map<string, unknown>()
  const shelf: Shelf<Thing> = {
    kind: 'things',
    seed,
    idOf: ({ id }) => id,
    list: () => things,
    schema,
    place: (id, values) => {
      things = [...things.filter((thing) => thing.id !== id), ...values]
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const writes: string[][] = []
  const rows = {
    file: '/data/doublure.sqlite',
    list: (): Row[] => [...kept].map(([id, value]) => ({ id, value })),
    keep: (_kind: string, changes: ReadonlyMap<string, unknown>) => {
      writes.push([...changes.keys()])
      for (const [id, value] of changes) {
        if (value === undefined) kept.delete(id)
        else kept.set(id, value)
      }
    },
  }
  const become = (...next: readonly Thing[]) => {
    things = next
    for (const listener of listeners) listener()
  }
  return { shelf, rows, kept, writes, become, things: () => things }
}

const directly = (write: () => void) => write()

describe('a followed set', () => {
  test('writes what is not as in the beginning, and that alone', () => {
    const [one, two, three] = [red('one'), red('two'), red('three')]
    const { shelf, rows, kept, writes, become } = shelved([one, two, three])
    followShelf(shelf, rows, directly)
    become(one, blue('two'), red('four'))
    expect(Object.fromEntries(kept)).toEqual({ two: [blue('two')], three: [], four: [red('four')] })
    become(one, blue('two'), red('four'))
    become(one)
    expect(writes.at(-1)).toEqual(['two', 'four'])
  })

  test('leaves the disk when it goes back to its beginning', () => {
    const { shelf, rows, kept, become } = shelved([red('one')])
    followShelf(shelf, rows, directly)
    become(blue('one'))
    become(red('one'), red('two'))
    expect([...kept.keys()]).toEqual(['two'])
    become(red('one'))
    expect(kept.size).toBe(0)
  })

  test('tries again what could not be written', () => {
    const { shelf, rows, kept, become } = shelved([])
    const failures: unknown[] = []
    let isFull = true
    const keep: typeof rows.keep = (...given) => {
      if (isFull) throw new Error('the disk is full')
      rows.keep(...given)
    }
    followShelf(shelf, { keep }, (write) => {
      try {
        write()
      } catch (error) {
        failures.push(error)
      }
    })
    become(red('one'))
    expect(failures).toHaveLength(1)
    isFull = false
    become(red('one'), red('two'))
    expect([...kept.keys()]).toEqual(['one', 'two'])
  })

  test('is left alone once nobody follows', () => {
    const { shelf, rows, kept, become } = shelved([])
    const stop = followShelf(shelf, rows, directly)
    stop()
    become(red('one'))
    expect(kept.size).toBe(0)
  })
})

describe('a restored set', () => {
  test('is what it was, and follows its beginning where nobody changed it', () => {
    const before = shelved([red('one'), red('two'), red('three')])
    followShelf(before.shelf, before.rows, directly)
    before.become(red('one'), blue('two'), red('four'))
    const after = shelved([blue('one'), red('two'), red('three')])
    expect(restoreShelf(after.shelf, before.rows)).toEqual([])
    expect(after.things()).toEqual([blue('one'), blue('two'), red('four')])
  })

  test('says which value cannot be read, and where it is', () => {
    const { shelf, rows, kept, things } = shelved([red('one')])
    kept.set('one', [{ id: 'one', colour: 'green' }])
    const problems = restoreShelf(shelf, rows)
    expect(problems).toEqual([
      { origin: '/data/doublure.sqlite (things one)', message: expect.stringMatching(/colour/) },
    ])
    expect(things()).toEqual([red('one')])
  })
})
