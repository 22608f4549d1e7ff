import { describe, expect, test } from 'vitest'
import { foldReads } from '../../../src/dashboard/fold-reads.ts'
import type { EventLine } from '../../../src/pages/dashboard/events.ts'

const line = (href: string, isRead: boolean, hub = 'ProConnect'): EventLine => ({
  kind: 'exchange',
  href,
  at: `at ${href}`,
  hub,
  findings: 0,
  title: 'jwks',
  status: 200,
  isRead,
})

describe('the documents that clients read', () => {
  test('are one line where they follow each other, and leave the order alone', () => {
    const [first, second, login, alone] = [
      line('d', true),
      line('c', true, 'FranceConnect'),
      line('b', false),
      line('a', true),
    ]
    expect(foldReads([first, second, login, alone])).toEqual([
      {
        kind: 'reads',
        key: 'c',
        at: 'at d',
        hubs: ['ProConnect', 'FranceConnect'],
        count: 2,
        lines: [first, second],
      },
      login,
      alone,
    ])
  })

  test('are counted all, and shown up to twenty', () => {
    const many = Array.from({ length: 300 }, (_, index) => line(`${index}`, true))
    expect(foldReads(many)).toMatchObject([{ count: 300, lines: { length: 20 } }])
  })
})
