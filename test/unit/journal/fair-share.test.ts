import { describe, expect, test } from 'vitest'
import { fairShare } from '../../../src/journal/fair-share.ts'
import { exchange } from './exchange.ts'

const many = (count: number, client_id: string | undefined) =>
  Array.from({ length: count }, (_, n) => ({
    ...exchange(`${client_id}-${n}`),
    ...(client_id && { client_id }),
  }))
const isKnown = (client_id: string) => ['one', 'two'].includes(client_id)
const countOf = (kept: readonly { client_id?: string }[], client_id: string | undefined) =>
  kept.filter((one) => one.client_id === client_id).length

describe('a full journal', () => {
  test('keeps a client whole while strangers flood it, under no name or a new one each time', () => {
    const strangers = Array.from({ length: 500 }, (_, n) => ({
      ...exchange(`s${n}`),
      client_id: `made-up-${n}`,
    }))
    const kept = fairShare([...many(18, 'one'), ...many(500, undefined), ...strangers], 100, isKnown)
    expect(kept).toHaveLength(100)
    expect(countOf(kept, 'one')).toBe(18)
  })

  test('shares its room between clients, the newest of each', () => {
    const kept = fairShare([...many(10, 'two'), ...many(500, 'one')], 100, isKnown)
    expect(countOf(kept, 'two')).toBe(10)
    expect(countOf(kept, 'one')).toBe(90)
    expect(kept.at(-1)?.id).toBe('one-499')
  })

  test('that is not full keeps everything, in order', () => {
    const all = many(5, 'one')
    expect(fairShare(all, 10, isKnown)).toEqual(all)
  })
})
