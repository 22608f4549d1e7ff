import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const browser = new Browser({ 'accept-language': 'en' })
const FORM = 'fault-form'
const see = (query = '') => browser.open(`${doublure.url}/_doublure/faults${query}`)
const paramsIn = (body: string) =>
  /<textarea[^>]* name="params"[^>]*>\n?([^<]*)<\/textarea>/.exec(body)?.[1]?.replaceAll('&quot;', '"')

/** Fills the form in, with the parameters as they are typed. */
const arm = async (fault: string, params: string) =>
  browser.submit((await see()).form(FORM), { fault, params, client_id: 'rp' })

test('the form of faults takes parameters, and leaves them at their defaults when it is empty', async () => {
  await arm('clock-ahead', '{"seconds": 30}')
  await arm('clock-ahead', '')
  expect((await doublure.faults.list()).map(({ params }) => params)).toEqual([
    { seconds: 30 },
    { seconds: 240 },
  ])
})

test('a fault chosen in the catalogue brings its parameters with their defaults', async () => {
  expect(paramsIn((await see('?fault=clock-ahead')).body)).toBe('{"seconds":240}')
  expect(paramsIn((await see('?fault=missing-state')).body)).toBe('')
  expect((await see()).body).toContain('Parameters: <code>error, error_description</code>')
})

test.each([
  ['{"seconds": -1}', 'seconds: Too small'],
  ['{"minutes": 4}', 'unknown key &quot;minutes&quot;'],
  ['{"seconds": 30', 'params: received &quot;{\\&quot;seconds\\&quot;: 30&quot;, expected an object'],
  ['[30]', 'params: received [30], expected an object'],
])('parameters that cannot be taken are told, and stay in the form: %s', async (params, told) => {
  const { status, body } = await arm('clock-ahead', params)
  expect(status).toBe(400)
  expect(body).toContain(told)
  expect(paramsIn(body)).toBe(params)
  expect(await doublure.faults.list()).toEqual([])
})

test('parameters nested deeper than recursion stands are told like any others', async () => {
  const { status, body } = await arm('clock-ahead', `{"seconds": ${'['.repeat(2000)}${']'.repeat(2000)}}`)
  expect([status, body]).toEqual([400, expect.stringContaining('expected an object')])
})
