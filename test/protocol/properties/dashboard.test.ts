import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '../../../src/dashboard/screens.ts'
import { rp } from '../../support/mock.ts'
import { contentType, encode, hostileText, spoilt, strangeHeaders } from './hostile.ts'
import { check, patience, startWatched, type Watched } from './watched.ts'

let watched: Watched
let formToken: string
beforeAll(async () => {
  watched = await startWatched()
  const { body } = await watched.probe({ method: 'GET', path: '/_doublure/clients/new' })
  formToken = /name="form_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
})
afterAll(() => watched.doublure.close())

const fields = {
  ...rp,
  redirect_uris: rp.redirect_uris.join('\n'),
  post_logout_redirect_uris: rp.post_logout_redirect_uris.join('\n'),
  claims: 'amr',
  hub: 'proconnect',
  persona: 'john-doe',
  fault: 'clock-ahead',
  params: '{"seconds":30}',
  times: '1',
  label: 'x',
  id: 'x',
  again: '/proconnect/api/v2/authorize',
  to: 'a@b.test',
  done: 'saved',
}

const pathOf = (path: string) =>
  fc
    .array(fc.oneof(fc.constantFrom('rp', 'proconnect', 'john-doe', 'fia1', 'nominal', 'x'), hostileText), {
      minLength: 3,
      maxLength: 3,
    })
    .map((parts) => {
      const left = [...parts]
      return path.replaceAll(/:\w+/g, () => encodeURIComponent((left.pop() ?? '').toWellFormed()) || 'x')
    })

/** Its answer never ends. */
const isStream = (path: string) => path.endsWith('/stream')

test.each(
  screens.filter(({ path }) => !isStream(path)).map((screen) => [screen.method, screen.path] as const),
)(
  'the screen %s %s keeps its word whatever is asked',
  async (method, path) => {
    const request = fc.record({
      where: pathOf(path),
      given: spoilt(fields),
      type: contentType,
      headers: strangeHeaders,
    })
    await check(
      25,
      fc.asyncProperty(request, async ({ where, given, type, headers }) => {
        const sent =
          method === 'GET'
            ? { method, path: `${where}?${encode(given)}`, headers }
            : {
                method,
                path: where,
                headers: { ...headers, 'content-type': type },
                body: encode([['form_token', formToken], ...given]),
              }
        expect((await watched.probe(sent)).status).toBeLessThan(500)
      }),
    )
    await watched.doublure.reset()
  },
  patience,
)
