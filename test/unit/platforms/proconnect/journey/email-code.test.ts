import { expect, test } from 'vitest'
import type { JourneySession } from '../../../../../src/journey/session.ts'
import type { Visit } from '../../../../../src/journey/visit.ts'
import {
  canResend,
  liveCode,
  sendCode,
  tryCode,
} from '../../../../../src/platforms/proconnect/journey/email-code.ts'

const createVisit = () => {
  const clock = { now: 1000 }
  const kept = new Map<string, unknown>()
  const mails: { code: string }[] = []
  let value: JourneySession = {}
  let asked = 0
  const visit = {
    session: {
      get value() {
        return value
      },
      keep: (next: JourneySession) => {
        value = next
      },
    },
    stage: {
      now: () => clock.now,
      random: () => `random ${asked++}`,
      recall: async (key: string) => kept.get(key),
      remember: async (key: string, next: unknown) => void kept.set(key, next),
      mail: async (mail: { code: string }) => void mails.push(mail),
    },
  } as unknown as Visit
  return { visit, clock, mails }
}

test('a code of eight digits lives an hour, and another may be asked for after ten minutes', async () => {
  const { visit, clock, mails } = createVisit()
  expect(canResend(visit)).toBe(true)
  await sendCode(visit, 'a@x.fr')
  expect(mails).toMatchObject([{ to: 'a@x.fr', code: expect.stringMatching(/^\d{8}$/) }])
  expect(canResend(visit)).toBe(false)
  clock.now += 600
  expect(canResend(visit)).toBe(true)
  clock.now += 2999
  expect(liveCode(visit)?.value).toBe(mails[0]?.code)
  clock.now += 1
  expect(liveCode(visit)).toBeUndefined()
  expect(await tryCode(visit, 'a@x.fr', mails[0]?.code ?? '')).toBe('wrong')
})

test('an address has ten tries in five minutes, whatever its capitals', async () => {
  const { visit, clock, mails } = createVisit()
  await sendCode(visit, 'a@x.fr')
  for (let tries = 0; tries < 10; tries++) expect(await tryCode(visit, 'a@x.fr', '0')).toBe('wrong')
  const code = mails[0]?.code ?? ''
  expect(await tryCode(visit, 'A@X.fr', code)).toBe('too many')
  expect(await tryCode(visit, 'b@x.fr', code)).toBe('right')
  clock.now += 300
  expect(await tryCode(visit, 'a@x.fr', ` ${code.slice(0, 4)} ${code.slice(4)}`)).toBe('right')
})

test('an empty text is never the right code', async () => {
  const { visit } = createVisit()
  expect(await tryCode(visit, 'a@x.fr', '')).toBe('wrong')
})
