import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Operation } from '../../../src/control/operation.ts'
import { operations } from '../../../src/control/operations.ts'
import { rp } from '../../support/mock.ts'
import { encode, hostileText, spoilt, strangeHeaders } from './hostile.ts'
import { check, patience, startWatched, type Watched } from './watched.ts'

let watched: Watched
beforeAll(async () => {
  watched = await startWatched()
})
afterAll(() => watched.doublure.close())

const login = {
  client_id: 'rp',
  hub: 'proconnect',
  persona: 'john-doe',
  outcome: 'success',
  faults: [],
  times: 1,
}
const idp = { id: 'mine', title: 'Mine', levels: ['eidas1'], amr: ['pwd'], email_domains: ['mine.test'] }
const persona = { kind: 'agent', label: 'Someone', given_name: 'A', usual_name: 'B', email: 'a@mine.test' }
const declaration = {
  client_id: 'rp',
  hub: 'proconnect',
  criterion: 'button/official',
  verdict: 'passed',
  name: 'A',
}

/** Bodies without fault, by what the path says; every other operation gets all of them. */
const bodies: Readonly<Record<string, object>> = {
  clients: { ...rp, hubs: ['proconnect'], idp_filter: { mode: 'include', list: ['fia1'] } },
  autologin: { persona: 'john-doe', hub: 'proconnect' },
  personas: { id: 'someone', ...persona, platforms: { proconnect: { idp_id: 'fia1' } } },
  'identity-providers': { hub: 'proconnect', ...idp },
  logins: login,
  faults: { client_id: 'rp', fault: 'clock-ahead', params: { seconds: 30 }, times: 1, hub: 'proconnect' },
  run: { client_id: 'rp', hub: 'proconnect' },
  exchanges: { where: { hub: 'proconnect' }, label: 'x', exchanges: [{}] },
  tokens: { hub: 'proconnect', seconds: 10, code: 'x' },
  keys: { alg: 'RS256', kid: 'x' },
  report: declaration,
  reset: { client_id: 'rp' },
}

const strangeJson = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.jsonValue() },
  fc.constantFrom(null, [], {}, -1, 1e308, 2 ** 53, true, [null], [[]], { a: { a: {} } }),
)

/** The same object with one member, at any depth, replaced, added or taken away. */
const altered = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== 'object' || value === null) return strangeJson
  const entries = Object.entries(value)
  const keep = (changed: readonly (readonly [string, unknown])[]) =>
    Array.isArray(value) ? changed.map(([, member]) => member) : JSON.parse(textOf(changed))
  const added = fc.tuple(
    fc.oneof(fc.constantFrom('__proto__', 'constructor', 'id', 'length'), hostileText),
    strangeJson,
  )
  const name = entries.length > 0 ? fc.constantFrom(...entries.keys()) : fc.constant(0)
  return fc.oneof(
    {
      weight: 3,
      arbitrary: name.chain((at) =>
        altered(entries[at]?.[1]).map((to) =>
          keep(entries.map((entry, index) => (index === at ? [entry[0], to] : entry))),
        ),
      ),
    },
    added.map((entry) => keep([...entries, entry])),
    name.map((at) => keep(entries.filter((_, index) => index !== at))),
    strangeJson,
  )
}

/** Written by hand, so that `__proto__` is a member like another. */
const textOf = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value ?? null)}`).join(',')}}`

const bodyOf = ({ path }: Operation): fc.Arbitrary<string | undefined> => {
  const named = Object.entries(bodies).flatMap(([part, body]) =>
    path.split('/').includes(part) ? [body] : [],
  )
  const chosen = named.at(-1) ?? fc.constantFrom(...Object.values(bodies))
  return fc.oneof(
    { weight: 8, arbitrary: altered(chosen).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.constant(JSON.stringify(chosen)) },
    fc.constantFrom(
      '',
      '{',
      '\0',
      '[[[[[[',
      '"',
      `{"custom":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      undefined,
    ),
  )
}

const knownParts = ['rp', 'proconnect', 'fia1', 'john-doe', 'nominal', 'ES256', 'x']

const pathOf = (operation: Operation): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...knownParts) }, hostileText), {
      minLength: 3,
      maxLength: 3,
    })
    .map((parts) => {
      const left = [...parts]
      const path = operation.path.replaceAll(
        /:\w+/g,
        () => encodeURIComponent((left.pop() ?? '').toWellFormed()) || 'x',
      )
      return `/_doublure/api/v1${path}`
    })

const requestOf = (operation: Operation) => {
  const query = Object.fromEntries(Object.keys(operation.query.shape).map((name) => [name, 'proconnect']))
  return fc.record({
    path: pathOf(operation),
    query: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, spoilt(query)),
    body: bodyOf(operation),
    type: fc.oneof(
      { weight: 8, arbitrary: fc.constant('application/json') },
      fc.constantFrom('text/plain', '', 'application/json; charset=x'),
    ),
    headers: strangeHeaders,
  })
}

/** Its answer never ends. */
const isStream = ({ path }: Operation) => path.endsWith('/stream')

test.each(
  operations
    .filter((operation) => !isStream(operation))
    .map((operation) => [operation.id, operation] as const),
)(
  '%s takes anything, and answers in JSON with what is wrong',
  async (_id, operation) => {
    await check(
      40,
      fc.asyncProperty(requestOf(operation), async ({ path, query, body, type, headers }) => {
        const encoded = encode(query)
        const {
          status,
          headers: answered,
          body: text,
        } = await watched.probe({
          method: operation.method,
          path: encoded === '' ? path : `${path}?${encoded}`,
          headers: { ...headers, ...(body !== undefined && { 'content-type': type }) },
          body: operation.method === 'GET' ? undefined : body,
        })
        expect(status, text).toBeLessThan(500)
        if (status >= 400) {
          expect(answered['content-type']).toBe('application/problem+json')
          expect(JSON.parse(text)).toMatchObject({
            status,
            title: expect.any(String),
            detail: expect.any(String),
          })
        }
      }),
    )
    await watched.doublure.reset()
  },
  patience,
)

test(
  'what the control API was told never spoils a page that shows it',
  async () => {
    const told = fc.oneof(
      ...['clients', 'personas', 'identity-providers', 'logins', 'faults'].map((what) =>
        altered(bodies[what]).map((body) => ({ what, body: JSON.stringify(body) })),
      ),
    )
    const shown = [
      '/',
      '/_doublure/clients',
      '/_doublure/personas',
      '/_doublure/identity-providers',
      '/_doublure/logins',
      '/_doublure/faults',
      '/_doublure/journal',
      '/_doublure/identity-provider/proconnect/mine/authorize',
    ]
    await check(
      60,
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 4 }), async (orders) => {
        await watched.doublure.reset()
        for (const { what, body } of orders) {
          await watched.probe({
            method: 'POST',
            path: `/_doublure/api/v1/${what}`,
            headers: { 'content-type': 'application/json' },
            body,
          })
        }
        for (const path of shown) await watched.probe({ method: 'GET', path })
      }),
    )
  },
  patience,
)
