import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'

const hub = 'franceconnect'
const browser = new Browser({ 'sec-fetch-site': 'same-origin' })

let doublure: Doublure
let address: string

beforeEach(async () => {
  doublure = await startDoublure({ hubs: [hub] })
  address = `${doublure.url}/_doublure/report?client_id=rp&hub=${hub}`
})
afterEach(() => doublure.close())

const open = () => browser.open(address)

/** Criteria that the page asks about, in its order. */
const asked = (body: string) => [...body.matchAll(/data-testid="declare-([^"]+)"/g)].map(([, id]) => id ?? '')

const answer = async (criterion: string, name = 'Camille Moreau') =>
  browser.submit((await open()).form(`declare-${criterion}`), {
    [`verdict:${criterion}`]: 'passed',
    [`name:${criterion}`]: name,
    [`note:${criterion}`]: 'vu à l’écran',
  })

const fragment = (location = '') => decodeURIComponent(location.split('#')[1] ?? '')

test('an answer leads to the question after it, the last one to the first that is left, then to itself', async () => {
  const questions = asked((await open()).body)
  expect(questions.length).toBeGreaterThan(5)
  const [first = '', second = '', third = ''] = questions
  expect(fragment((await answer(second)).location)).toBe(`criterion-${third}`)
  expect((await open()).body).toContain(`<li id="criterion-${third}" class="verdict review"`)
  for (const one of questions.slice(2, -1)) await answer(one)
  expect(fragment((await answer(questions.at(-1) ?? '')).location)).toBe(`criterion-${first}`)
  expect(fragment((await answer(first)).location)).toBe(`criterion-${first}`)
})

test('the next questions know who answered last, and an answer that is changed what it said', async () => {
  const [first = '', second = '', third = ''] = asked((await open()).body)
  const named = async (criterion: string) =>
    (await open()).form(`declare-${criterion}`).fields[`name:${criterion}`]
  expect(await named(second)).toBe('')
  await answer(first)
  expect(await named(second)).toBe('Camille Moreau')
  await answer(second, 'Zoé Run')
  expect(await named(third)).toBe('Zoé Run')
  expect((await open()).form(`declare-${first}`).fields).toMatchObject({
    [`name:${first}`]: 'Camille Moreau',
    [`note:${first}`]: 'vu à l’écran',
  })
  expect((await open()).body).toMatch(
    new RegExp(`name="verdict:${first}"[^>]*>(?:(?!</select>)[\\s\\S])*value="passed" selected`),
  )
})

test('an answer is taken back from the page: the question is asked again', async () => {
  const [first = ''] = asked((await open()).body)
  const button = `withdraw-${first}`
  expect((await open()).body).not.toContain(button)
  await answer(first)
  const sent = await browser.submit((await open()).form(button))
  expect([sent.status, fragment(sent.location)]).toEqual([303, `criterion-${first}`])
  expect(
    await doublure.report({ client_id: 'rp', hub }).hubs[0]?.results.find((one) => one.criterion === first),
  ).toMatchObject({ status: 'review' })
  expect((await open()).body).not.toContain(button)
})

test('an answer that was taken back meanwhile is told as such', async () => {
  const [first = ''] = asked((await open()).body)
  await answer(first)
  const form = (await open()).form(`withdraw-${first}`)
  await browser.submit(form)
  const { status, body } = await browser.submit(form)
  expect([status, body]).toEqual([400, expect.stringContaining(`Nobody declared ${first}`)])
})
