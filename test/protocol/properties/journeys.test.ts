import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { hubIds } from '../../../src/platforms/index.ts'
import { rp } from '../../support/mock.ts'
import { people, requests } from '../../support/relying-party.ts'
import { hostileText, MARK } from './hostile.ts'
import { type Move, Wanderer } from './wanderer.ts'
import { check, patience, startWatched, type Watched } from './watched.ts'

const markup = `"'><${MARK}>`

/** A double in which everyone and everything has markup for a name. */
let watched: Watched
beforeAll(async () => {
  const idp = {
    title: markup,
    levels: [],
    amr: ['pwd'],
    siret: '13002526500013',
    email_domains: ['evil.test'],
  }
  watched = await startWatched({
    clients: [{ ...rp, client_name: markup }],
    personas: [
      { id: 'evil-citizen', kind: 'citizen', label: markup, story: markup, email: 'evil@evil.test' },
      { id: 'evil-agent', kind: 'agent', label: markup, story: markup, email: 'evil@evil.test' },
    ],
    identity_providers: hubIds.map((hub) => ({ ...idp, id: 'evil', hub })),
  })
})
afterAll(() => watched.doublure.close())

const move: fc.Arbitrary<Move> = fc.record({
  pick: fc.nat(200),
  button: fc.nat(200),
  spoil: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    fc.array(fc.tuple(fc.nat(30), hostileText), { minLength: 1, maxLength: 2 }),
  ),
})
const moves = fc.array(move, { minLength: 4, maxLength: 16 })

const authorizeAddress = (hub: HubId) =>
  `${watched.doublure.issuer(hub)}/authorize?${new URLSearchParams({
    client_id: rp.client_id,
    redirect_uri: rp.redirect_uris[0] ?? '',
    response_type: 'code',
    state: 'state-of-thirty-two-characters-00',
    nonce: 'nonce-of-thirty-two-characters-00',
    ...requests[hub],
  })}`

const wander = async (
  start: (wanderer: Wanderer) => ReturnType<Wanderer['open']>,
  steps: readonly Move[],
) => {
  await watched.doublure.reset()
  const wanderer = new Wanderer(watched)
  let seen = await start(wanderer)
  for (const step of steps) {
    const next = await wanderer.move(seen, step)
    if (!next) break
    seen = next
  }
}

test.each(hubIds)(
  'whatever is pressed and typed on the pages of %s, they keep their word',
  async (hub) => {
    await check(
      40,
      fc.asyncProperty(moves, (steps) => wander((wanderer) => wanderer.open(authorizeAddress(hub)), steps)),
    )
  },
  patience,
)

test.each(hubIds)(
  'whatever is pressed and typed in a session of %s, it keeps its word',
  async (hub) => {
    const again = fc.constantFrom('/authorize', '/session/end')
    await check(
      20,
      fc.asyncProperty(again, moves, (door, steps) =>
        wander(async (wanderer) => {
          await wanderer.open(authorizeAddress(hub), { headers: { 'doublure-persona': people[hub] ?? '' } })
          return wanderer.open(authorizeAddress(hub).replace('/authorize', door))
        }, steps),
      ),
    )
  },
  patience,
)

test(
  'whatever is pressed and typed on the dashboard, it keeps its word',
  async () => {
    await check(
      150,
      fc.asyncProperty(moves, (steps) =>
        wander(async (wanderer) => {
          await wanderer.open(authorizeAddress('proconnect').replace('nonce', markup))
          return wanderer.open(`${watched.doublure.url}/`)
        }, steps),
      ),
    )
  },
  patience,
)
