import { describe, expect, test } from 'vitest'
import { findFault } from '../../../src/faults/catalogue.ts'
import { Faults } from '../../../src/faults/faults.ts'
import { WishError } from '../../../src/journey/wish.ts'
import { Autologins } from '../../../src/logins/autologins.ts'
import type { LoginOrder } from '../../../src/logins/login.ts'
import { Logins } from '../../../src/logins/logins.ts'
import { createForesee } from '../../../src/server/foresee.ts'

const hub = 'franceconnect'

/** A hub with nobody on it: what is wished is named by faults alone. */
const start = () => {
  const people = { get: () => undefined }
  const world = { logins: new Logins(() => 0), faults: new Faults(), autologins: new Autologins(), people }
  const stage = { personas: () => [], identityProviders: () => [], kindOf: () => undefined }
  const foresee = createForesee(
    { platform: { id: hub, journey: { outcomes: [] } }, stage } as never,
    world as never,
  )
  return {
    ...world,
    arm: (faults: LoginOrder['faults']) =>
      world.logins.arm({ client_id: 'rp', hub, outcome: 'cancel', faults, times: 1 }),
    begin: () => foresee({ client_id: 'rp', label: undefined, header: () => undefined }),
  }
}

describe('an armed login of a replica of another version', () => {
  test.each([
    ['an unknown fault', 'of-a-later-version', 'Unknown fault "of-a-later-version"'],
    [
      'parameters that the fault does not take',
      { fault: 'clock-ahead', params: { minutes: 3 } },
      /^Fault "clock-ahead": params.*minutes/,
    ],
  ])('that names %s is refused in words, waits again and leaves no fault behind', async (_, fault, words) => {
    const { arm, begin, logins, faults } = start()
    const { id } = arm(['invalid-nonce', fault])
    const refused = await begin().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(WishError)
    expect(refused).toMatchObject({ message: expect.stringMatching(words) })
    expect(logins.get(id)).toMatchObject({ state: 'armed', remaining: 1 })
    expect(faults.list()).toEqual([])
  })
})

test('a login meets its faults even while as many as can wait for whoever comes', async () => {
  const { arm, begin, faults } = start()
  const nonce = findFault('invalid-nonce')
  if (!nonce) throw new Error('the catalogue has it')
  const fill = () => faults.arm(nonce, {}, { client_id: 'other', times: 1 })
  for (let count = 0; count < 10_000; count++) fill()
  expect(fill).toThrow('10000 faults wait for their answers already')
  const { id } = arm(['invalid-nonce', 'jwks-empty'])
  expect((await begin()).armed?.id).toBe(id)
  expect(faults.list('rp').map(({ fault, login }) => [fault, login])).toEqual([
    ['invalid-nonce', id],
    ['jwks-empty', id],
  ])
  expect(faults.list('other')).toHaveLength(10_000)
})
