import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hubIds, platformOf } from '../../../src/platforms/index.ts'
import type { Platform } from '../../../src/platforms/platform.ts'
import { rp } from '../../support/mock.ts'
import { people, requests } from '../../support/relying-party.ts'
import { contentType, encode, type Fields, hostileText, MARK, spoilt, strangeHeaders } from './hostile.ts'
import { check, dataProvider, patience, startWatched, type Watched } from './watched.ts'
import type { Sent } from './wire.ts'

/** One that refuses as the hubs do, and one that lets through to the library what it can. */
let doubles: Watched[]
beforeAll(async () => {
  const clients = [rp, dataProvider]
  doubles = await Promise.all([startWatched({ clients }), startWatched({ clients, strictness: 'observe' })])
})
afterAll(() => Promise.all(doubles.map(({ doublure }) => doublure.close())))

const probe = async (sent: Sent) => {
  for (const double of doubles) await double.probe(sent)
}

const platformNamed = (hub: string): Platform => platformOf(hub) ?? expect.fail(`no platform ${hub}`)

const state = 'state-of-thirty-two-characters-00'
const authorizeOf = (hub: string) => ({
  client_id: rp.client_id,
  redirect_uri: rp.redirect_uris[0] ?? '',
  response_type: 'code',
  state,
  nonce: 'nonce-of-thirty-two-characters-00',
  ...requests[hub],
})
const credentials = { client_id: rp.client_id, client_secret: rp.client_secret }

/** A request without fault to each of a hub's endpoints. */
const asked = (hub: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  authorization: authorizeOf(hub),
  token: {
    ...credentials,
    grant_type: 'authorization_code',
    code: 'x',
    redirect_uri: rp.redirect_uris[0] ?? '',
  },
  userinfo: { access_token: 'x' },
  revocation: { ...credentials, token: 'x' },
  introspection: { ...credentials, client_id: 'data-provider', token: 'x' },
  end_session: { id_token_hint: 'x', state, post_logout_redirect_uri: rp.post_logout_redirect_uris[0] ?? '' },
  jwks: {},
  discovery: {},
})

const method = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('GET', 'POST') },
  fc.constantFrom('HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'),
)

/** The same fields in the query, in the body, or in both. */
const asSent =
  (path: string) =>
  (given: {
    fields: Fields
    more: Fields
    method: string
    type: string
    headers: Record<string, string>
  }): Sent => {
    const isBody = !['GET', 'HEAD', 'TRACE'].includes(given.method)
    const query = encode(isBody ? given.more : [...given.fields, ...given.more])
    return {
      method: given.method,
      path: query === '' ? path : `${path}?${query}`,
      headers: { ...given.headers, ...(isBody && { 'content-type': given.type }) },
      body: isBody ? encode(given.fields) : undefined,
    }
  }

const requestTo = (path: string, fields: Readonly<Record<string, string>>) =>
  fc
    .record({
      fields: spoilt(fields),
      more: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, spoilt({})),
      method,
      type: contentType,
      headers: strangeHeaders,
    })
    .map(asSent(path))

test.each(hubIds.flatMap((hub) => Object.keys(platformNamed(hub).endpoints).map((name) => [hub, name])))(
  '%s %s keeps its word whatever is asked',
  async (hub, name) => {
    const door = platformNamed(hub).endpoints[name as 'token']
    await check(
      40,
      fc.asyncProperty(requestTo(`/${hub}${door.path}`, asked(hub)[name] ?? {}), async (sent) => {
        await probe(sent)
      }),
    )
  },
  patience,
)

test.each(hubIds)(
  '%s, asked for a login without pages, keeps its word',
  async (hub) => {
    const wish = fc.oneof(
      { weight: 3, arbitrary: fc.constant({ 'doublure-persona': people[hub] ?? '' }) },
      hostileText.map((name) => ({ 'doublure-persona': name })),
      hostileText.map((name) => ({ 'doublure-persona': people[hub] ?? '', 'doublure-outcome': name })),
    )
    await check(
      40,
      fc.asyncProperty(spoilt(authorizeOf(hub)), wish, async (fields, headers) => {
        await probe({
          method: 'GET',
          path: `/${hub}${platformNamed(hub).endpoints.authorization.path}?${encode(fields)}`,
          headers,
        })
      }),
    )
  },
  patience,
)

/** Every door of the journey, its variable parts filled with what a browser would never ask. */
const stepPath = (hub: string, path: string) =>
  fc
    .array(
      fc.oneof(hostileText, fc.constantFrom(hub, 'fia1-low', 'fc-impots', 'a'.repeat(21), 'b'.repeat(43))),
      {
        minLength: 3,
        maxLength: 3,
      },
    )
    .map((parts) => {
      const left = [...parts]
      const filled = path.replaceAll(/:(\w+)/g, (_, name) =>
        name === 'hub' ? hub : encodeURIComponent((left.pop() ?? '').toWellFormed()) || 'x',
      )
      return filled.startsWith('/_doublure/') ? filled : `/${hub}${filled}`
    })

test.each(hubIds)(
  'every door of the journey of %s keeps its word without a session',
  async (hub) => {
    const steps = platformNamed(hub).journey.steps
    const fields = {
      csrfToken: 'x',
      providerUid: 'fc-impots',
      email: 'test@fia1.fr',
      persona: people[hub] ?? '',
      code: 'x',
      state,
      error: 'access_denied',
      error_description: 'x',
      redirect_uri: rp.redirect_uris[0] ?? '',
      post_logout_redirect_uri: `http://localhost/${hub}/api/v2/client/logout-callback`,
      client_id: rp.client_id,
      client_secret: rp.client_secret,
      token: 'x',
      search: 'x',
    }
    const sent = fc
      .constantFrom(...steps)
      .chain(({ path }) => stepPath(hub, path))
      .chain((path) => requestTo(path, fields))
    await check(
      150,
      fc.asyncProperty(sent, async (request) => {
        await probe(request)
      }),
    )
  },
  patience,
)

/** Parameters that say where a browser goes, and addresses that pass for the registered one. */
const whereTo = ['redirect_uri', 'post_logout_redirect_uri', 'target_link_uri', 'returnTo', 'again']
const elsewhere = [
  `https://evil.${MARK}/`,
  `//evil.${MARK}/`,
  `/\\evil.${MARK}/`,
  `javascript:${MARK}`,
  `http://localhost:3000/callback/../evil`,
  `http://localhost:3000/callback@evil.${MARK}/`,
  `http://localhost:3000@evil.${MARK}/callback`,
  `http://localhost:3000.evil.${MARK}/callback`,
  `http://localhost:30001/callback`,
]

test.each(hubIds)('no door of %s sends a browser to an address that is not registered', async (hub) => {
  const { endpoints, journey } = platformNamed(hub)
  const paths = [...Object.values(endpoints), ...journey.steps].map(({ path }) =>
    path.replace(':hub', hub).replace(':idp', 'fia1').replace(':uid', 'a'.repeat(21)),
  )
  const fields = { ...authorizeOf(hub), id_token_hint: 'x' }
  for (const path of new Set(paths)) {
    for (const address of elsewhere) {
      const query = new URLSearchParams({
        ...fields,
        ...Object.fromEntries(whereTo.map((name) => [name, address])),
      })
      const door = path.startsWith('/_doublure/') ? path : `/${hub}${path}`
      await probe({ method: 'GET', path: `${door}?${query}` })
    }
  }
})

test(
  'a path that leads nowhere keeps its word',
  async () => {
    const part = fc.oneof(
      hostileText,
      fc.constantFrom(
        '',
        '.',
        '..',
        '%2e%2e',
        '_doublure',
        'api',
        'v2',
        'authorize',
        ...hubIds,
        'livez',
        'style.css',
      ),
    )
    const path = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('/').toWellFormed()}`)
    await check(
      300,
      fc.asyncProperty(path, method, strangeHeaders, async (where, verb, headers) => {
        await probe({ method: verb, path: where, headers })
      }),
    )
  },
  patience,
)
