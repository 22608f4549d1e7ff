import { expect, test } from 'vitest'
import { z } from 'zod'
import { SharedEntries, type SharedEntry } from '../../../src/lib/shared-entries.ts'

type Seat = SharedEntry<number, { why?: string | undefined }> & { seats: number }
const seat = (id: string, seats: number): Seat => ({
  id,
  seats,
  parts: new Map(),
  remaining: seats,
  left: {},
})

/** What a replica holds, and what it told, as it stands when it is written. */
const start = (replica: string) => {
  const entries = new SharedEntries<Seat, number, { why?: string | undefined }>({
    read: (id, told) => seat(id, z.int().parse(told)),
    part: z.int(),
    left: z.object({ why: z.string().optional() }),
    remainingOf: ({ seats, parts }) => [...parts.values()].reduce((left, taken) => left - taken, seats),
  })
  const told: (readonly [string, unknown])[] = []
  entries.share({
    replica,
    tell: (values) => void told.push(...values),
    claim: async () => true,
    release: () => undefined,
  })
  const take = (id: string) => {
    const entry = entries.all.get(id)
    if (!entry) throw new Error(`there is no ${id}`)
    entries.change(entry, (taken = 0) => taken + 1)
  }
  const written = () =>
    told.splice(0).map(([name, value]) => [name, typeof value === 'function' ? value() : value] as const)
  const remaining = (id: string) => entries.all.get(id)?.remaining
  return { entries, take, written, remaining }
}

test('what each replica did with an entry adds up', () => {
  const [here, there] = [start('here'), start('there')]
  here.entries.add(seat('row', 3), 3)
  for (const [name, value] of here.written()) there.entries.place(name, value)
  here.take('row')
  there.take('row')
  for (const [name, value] of here.written()) there.entries.place(name, value)
  for (const [name, value] of there.written()) here.entries.place(name, value)
  expect([here.remaining('row'), there.remaining('row')]).toEqual([1, 1])
})

test('what was read anew meanwhile takes nothing away from what is written after it', () => {
  const { entries, take, written, remaining } = start('here')
  entries.add(seat('row', 5), 5)
  take('row')
  written()
  take('row')
  take('row')
  entries.begin()
  entries.place('row', 5)
  entries.place('row/here', 1)
  entries.place('row/there', 1)
  expect(remaining('row')).toBe(3)
  expect(written().at(-1)).toEqual(['row/here', 3])
  expect(remaining('row')).toBe(1)
})

test('what was not written is gone once everything is read anew', () => {
  const { entries, take, remaining } = start('here')
  entries.add(seat('row', 5), 5)
  take('row')
  entries.begin()
  entries.place('row', 5)
  take('row')
  expect(remaining('row')).toBe(4)
})

test('what comes back of this replica is not put in the place of what it did since', () => {
  const { entries, take, written, remaining } = start('here')
  entries.add(seat('row', 5), 5)
  take('row')
  const first = written()
  take('row')
  for (const [name, value] of first) entries.place(name, value)
  expect(remaining('row')).toBe(3)
})

test('an entry goes with all its parts, and what was on its way of them too', () => {
  const { entries, take, written } = start('here')
  entries.add(seat('row', 5), 5)
  entries.place('row/there', 1)
  written()
  take('row')
  expect([entries.remove('row'), entries.remove('row')]).toEqual([true, false])
  expect(new Map(written())).toEqual(
    new Map(['row', 'row/why', 'row/there', 'row/here'].map((name) => [name, undefined])),
  )
})
