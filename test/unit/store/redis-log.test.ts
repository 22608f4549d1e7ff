import { expect, test } from 'vitest'
import type { Command } from '../../../src/store/redis-connection.ts'
import { createChangeLog } from '../../../src/store/redis-log.ts'

/** A store that answers when it is told to. */
const start = () => {
  const asked: { commands: readonly Command[]; answer(replies: readonly unknown[]): void }[] = []
  const log = createChangeLog(
    {
      prefix: '',
      now: () => 1000,
      onFailure(failure) {
        throw failure
      },
    },
    {
      ask: async () => [['1-0', ['by', 'somebody']]],
      atOnce: (commands) =>
        new Promise((resolve) => {
          asked.push({ commands, answer: resolve })
        }),
    },
  )
  const turn = () => new Promise(setImmediate)
  return { log, asked, turn }
}

test('a change is told as it stands once what is being read anew is in its place', async () => {
  const { log, asked, turn } = start()
  let value = 'before'
  const set = {
    kind: 'things',
    place: () => undefined,
    begin: () => {
      value = 'read anew'
    },
  }
  const shared = log.share([set])
  const written = log.write([], [{ kind: 'things', values: [['one', () => value]] }], 0)
  await turn()
  expect(asked).toHaveLength(1)
  asked[0]?.answer(['1-0', []])
  await shared
  await turn()
  expect(asked[1]?.commands[0]).toEqual(['HSET', 'state:things', 'one', '1000.000 "read anew"'])
  asked[1]?.answer([null, '2-0', 0, []])
  await written
})
