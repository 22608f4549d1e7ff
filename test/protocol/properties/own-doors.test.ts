import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../../src/control/operations.ts'
import { screens } from '../../../src/dashboard/screens.ts'
import { assets } from '../../../src/pages/assets.ts'
import { hubIds, platformOf } from '../../../src/platforms/index.ts'
import { fileSchemas } from '../../../src/server/file-schemas.ts'
import { rp } from '../../support/mock.ts'
import { people, requests } from '../../support/relying-party.ts'
import { encode, hostileText, spoilt, strangeHeaders } from './hostile.ts'
import { check, patience, startWatched, type Watched } from './watched.ts'
import { send } from './wire.ts'

let watched: Watched
beforeAll(async () => {
  watched = await startWatched()
})
afterAll(() => watched.doublure.close())

const method = fc.oneof(
  { weight: 3, arbitrary: fc.constant('GET') },
  fc.constantFrom('HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'),
)

test.each([
  '/livez',
  '/readyz',
  ...[...assets.keys()].map((name) => `/_doublure/${name}`),
  ...Object.keys(fileSchemas).map((name) => `/_doublure/schema/${name}.json`),
])(
  '%s keeps its word whatever is asked',
  async (path) => {
    const asked = fc.record({ method, fields: spoilt({ hub: 'proconnect' }), headers: strangeHeaders })
    await check(
      15,
      fc.asyncProperty(asked, async ({ fields, ...sent }) => {
        const { status } = await watched.probe({ ...sent, path: `${path}?${encode(fields)}` })
        expect(status).toBeLessThan(500)
      }),
    )
  },
  patience,
)

const streams = [
  ...operations.map(({ path }) => `/_doublure/api/v1${path}`),
  ...screens.map(({ path }) => path),
].filter((path) => path.endsWith('/stream'))

test.each(streams)(
  '%s, whose answer never ends, keeps its word whatever is asked',
  async (path) => {
    const fields = spoilt({ hub: 'proconnect', client_id: 'rp', label: 'x', endpoint: 'token' })
    await check(
      40,
      fc.asyncProperty(fields, strangeHeaders, async (given, headers) => {
        const { status } = await watched.probe({ method: 'GET', path: `${path}?${encode(given)}`, headers })
        expect(status).toBeLessThan(500)
      }),
    )
  },
  patience,
)

test('there is a stream for programs and one for people', () => {
  expect(streams).toHaveLength(2)
})

const platforms = hubIds.flatMap((hub) => {
  const platform = platformOf(hub)
  const [host] = platform?.hosts ?? []
  return platform && host !== undefined ? [{ hub, host, platform }] : []
})

test.each(platforms)(
  'every door of $hub keeps its word by the name $host',
  async ({ hub, host, platform }) => {
    const paths = [...Object.values(platform.endpoints), ...platform.journey.steps]
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('/_doublure/'))
    const fields = {
      client_id: rp.client_id,
      client_secret: rp.client_secret,
      redirect_uri: rp.redirect_uris[0] ?? '',
      response_type: 'code',
      state: 'state-of-thirty-two-characters-00',
      nonce: 'nonce-of-thirty-two-characters-00',
      ...requests[hub],
    }
    const asked = fc.record({
      method,
      path: fc
        .tuple(fc.constantFrom(...paths), hostileText)
        .map(([path, part]) => path.replaceAll(/:\w+/g, encodeURIComponent(part.toWellFormed()) || 'x')),
      port: fc.constantFrom('', ':443', ':80', ':3615', '.:0080'),
      fields: spoilt(fields),
      headers: fc.oneof(strangeHeaders, fc.constant({ 'doublure-persona': people[hub] ?? '' })),
    })
    await check(
      150,
      fc.asyncProperty(asked, async ({ port, path, fields, method, headers }) => {
        const own = `${host}${port}`
        const reply = await send(watched.doublure.url, {
          method,
          path: `${path}?${encode(fields)}`,
          headers: { ...headers, host: own },
        })
        const { location } = reply.headers
        // Its own address stands where the public one does elsewhere.
        const home = URL.parse(String(location))?.hostname === host ? watched.doublure.url : undefined
        watched.examine(
          home === undefined ? reply : { ...reply, headers: { ...reply.headers, location: home } },
          path,
        )
      }),
    )
  },
  patience,
)
