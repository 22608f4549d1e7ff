import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure, FaultId, HubId, Login, LoginInput } from '../../src/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { askUserinfo, authorize, redeem } from './control/drive.ts'

const COUNT = 200
const hubs = ['franceconnect', 'franceconnect-plus', 'proconnect'] as const
const people: Record<string, readonly string[]> = {
  franceconnect: ['angela-dubois', 'karim-benali', 'teva-tehei'],
  'franceconnect-plus': ['karim-benali', 'angela-dubois'],
  proconnect: ['john-doe', 'eva-eidas0', 'lina-moulin'],
}

/** What a client saw of one login. */
type Seen = {
  error?: string | null
  page?: string | undefined
  state?: 'mine' | 'other' | undefined
  token?: number
  nonce?: 'mine' | 'other'
  userinfo?: number
  email?: unknown
}

/** A way for a login to end: what is armed, and what its client must see. */
type Ending = {
  order(email: string): Partial<LoginInput>
  sees(email: string, hub: HubId): Seen
  asks: number
}

const whole = { state: 'mine', token: 200, nonce: 'mine', userinfo: 200 } as const
const endings: readonly Ending[] = [
  { order: (email) => ({ claims: { email } }), sees: (email) => ({ ...whole, email }), asks: 3 },
  { order: () => ({ without: ['email'] }), sees: () => ({ ...whole, email: undefined }), asks: 3 },
  {
    order: () => ({ outcome: 'cancel' }),
    sees: (_, hub) =>
      hub === 'proconnect' ? { page: 'Y020032' } : { error: 'access_denied', state: 'mine' },
    asks: 1,
  },
  { order: () => ({ faults: ['token-error-500'] }), sees: () => ({ state: 'mine', token: 500 }), asks: 2 },
  { order: () => ({ faults: ['code-expired'] }), sees: () => ({ state: 'mine', token: 400 }), asks: 2 },
  {
    order: (email) => ({ faults: ['invalid-nonce'], claims: { email } }),
    sees: (email) => ({ ...whole, nonce: 'other', email }),
    asks: 3,
  },
  {
    order: () => ({ faults: ['userinfo-error-401'] }),
    sees: () => ({ ...whole, userinfo: 401, email: undefined }),
    asks: 3,
  },
  {
    order: (email) => ({ faults: ['invalid-state'], claims: { email } }),
    sees: (email) => ({ ...whole, state: 'other', email }),
    asks: 3,
  },
]

/** Random numbers that are the same each time. */
const sequence = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32
  return seed / 2 ** 32
}
const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => [random(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item)

const pick = <Item>(items: readonly Item[], number: number): Item => items[number % items.length] as Item

/** Half of the logins share ten clients and are told apart by their label, the others have a client each. */
const plans = Array.from({ length: COUNT }, (_, number) => {
  const hub = pick(hubs, number)
  const shared = number % 2 === 0
  return {
    number,
    hub,
    client_id: shared ? `shared-${number % 10}` : `own-${number}`,
    label: shared ? `test-${number}` : undefined,
    persona: pick(people[hub] ?? [], Math.floor(number / 3)),
    ending: pick(endings, Math.floor(number / 3)),
    email: `login-${number}@example.org`,
    state: `state-of-the-login-number-${String(number).padStart(10, '0')}`,
    nonce: `nonce-of-the-login-number-${String(number).padStart(10, '0')}`,
  }
})
type Plan = (typeof plans)[number]

let doublure: Doublure
beforeAll(async () => {
  const ids = [...new Set(plans.map(({ client_id }) => client_id))]
  doublure = await startDoublure({ clients: ids.map((client_id) => ({ ...rp, client_id })) })
})
afterAll(() => doublure.close())

const arm = ({ hub, client_id, label, persona, ending, email }: Plan): Promise<Login> =>
  doublure.login({ hub, client_id, persona, ...(label && { label }), ...ending.order(email) })

const errorCode = (body: string): string | undefined =>
  /data-testid="error-code"[^>]*>[^<]*?(Y\w+)/.exec(body)?.[1]

/** One client logs one person in, and tells what it saw. */
const run = async ({ hub, client_id, label, state, nonce }: Plan): Promise<Seen> => {
  const headers: Record<string, string> = label === undefined ? {} : { 'doublure-label': label }
  const seen = await authorize(doublure, hub, { client_id, headers, more: { state, nonce } })
  const back = URL.parse(seen.location ?? '')?.searchParams
  if (!back) return { page: errorCode(seen.body) }
  const returned = back.get('state') === state ? 'mine' : 'other'
  const code = back.get('code')
  if (code === null) return { error: back.get('error'), state: returned }
  const { status, body } = await redeem(doublure, hub, code, client_id)
  if (status !== 200) return { state: returned, token: status }
  const { nonce: received } = decodeJwt(body.id_token)
  const { status: userinfo, claims } = await askUserinfo(doublure, hub, body.access_token)
  return {
    state: returned,
    token: status,
    nonce: received === nonce ? 'mine' : 'other',
    userinfo,
    email: claims.email,
  }
}

describe(`${COUNT} logins of other clients, people and defects, armed and run at once in any order`, () => {
  const logins = new Map<number, Login>()
  const seen = new Map<number, Seen>()

  beforeAll(async () => {
    const random = sequence(20_261_121)
    await Promise.all(shuffled(plans, random).map(async (plan) => logins.set(plan.number, await arm(plan))))
    await Promise.all(shuffled(plans, random).map(async (plan) => seen.set(plan.number, await run(plan))))
  })

  const each = <Value>(of: (plan: Plan) => Value) =>
    Object.fromEntries(plans.map((plan) => [plan.number, of(plan)]))

  test('each have their own outcome', () => {
    expect(each(({ number }) => seen.get(number))).toEqual(
      each(({ ending, email, hub }) => ending.sees(email, hub)),
    )
  })

  test('each have their own exchanges in the journal, and no other', () => {
    const journalOf = (id: string) =>
      doublure
        .exchanges({ login: id })
        .map(({ hub, client_id, persona, label }) => ({ hub, client_id, persona, label }))
    expect(each(({ number }) => journalOf(logins.get(number)?.id ?? ''))).toEqual(
      each(({ hub, client_id, persona, label, ending }) =>
        Array.from({ length: ending.asks }, () => ({ hub, client_id, persona, label })),
      ),
    )
    expect(doublure.exchanges()).toHaveLength(plans.reduce((sum, { ending }) => sum + ending.asks, 0))
  })

  test('each are found by their label or by their client alone', () => {
    const found = ({ label, client_id }: Plan) =>
      doublure.exchanges(label === undefined ? { client_id } : { label }).map(({ login }) => login)
    expect(each(found)).toEqual(
      each(({ number, ending }) => Array.from({ length: ending.asks }, () => logins.get(number)?.id)),
    )
  })

  test('each deliver their own defect, once', () => {
    const delivered = (id: string) => doublure.exchanges({ login: id }).flatMap(({ fault }) => fault ?? [])
    expect(each(({ number }) => delivered(logins.get(number)?.id ?? ''))).toEqual(
      each(({ ending, email }) => ending.order(email).faults ?? []),
    )
  })

  test('each are over, and nothing is left armed', async () => {
    const known = await doublure.logins.list()
    expect(known.filter(({ state }) => state !== 'done')).toEqual([])
    expect(known).toHaveLength(COUNT)
  })

  test('and a label of its own for each are kept apart where nobody says who asks: keys and discovery', async () => {
    const documents = {
      'jwks-error-503': '/jwks',
      'discovery-issuer-mismatch': '/.well-known/openid-configuration',
    } as const
    const asked = plans.slice(0, 60).map(({ hub, client_id, number }) => {
      const [fault, path] = pick(Object.entries(documents) as [FaultId, string][], number)
      return { order: { hub, client_id, fault, label: `documents-${number}` }, path }
    })
    for (const { order } of asked) await doublure.faults.arm(order)
    const ask = async (hub: HubId, path: string, label: string) => {
      const response = await fetch(doublure.issuer(hub) + path, { headers: { 'doublure-label': label } })
      const { issuer = doublure.issuer(hub) } = (await response.json().catch(() => ({ issuer: '' }))) as {
        issuer?: string
      }
      return issuer === doublure.issuer(hub) ? 'sound' : 'spoilt'
    }
    const random = sequence(1)
    const seen = await Promise.all(
      shuffled(asked, random).map(async ({ order: { hub, label }, path }) => [
        await ask(hub, path, 'of-nobody'),
        await ask(hub, path, label),
        await ask(hub, path, label),
      ]),
    )
    expect(seen).toEqual(asked.map(() => ['sound', 'spoilt', 'sound']))
    for (const { order } of asked)
      expect(doublure.exchanges({ label: order.label }).map(({ fault }) => fault)).toEqual([
        order.fault,
        undefined,
      ])
  })

  test('forget one client without touching another', async () => {
    const [{ client_id } = { client_id: '' }, other] = plans.filter(({ label }) => label === undefined)
    await doublure.reset({ client_id })
    expect(doublure.exchanges({ client_id })).toEqual([])
    expect(doublure.exchanges({ client_id: other?.client_id ?? '' })).toHaveLength(other?.ending.asks ?? 0)
    expect(await doublure.logins.list()).toHaveLength(COUNT - 1)
  })
})
