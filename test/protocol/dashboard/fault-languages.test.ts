import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue } from '../../../src/faults/catalogue.ts'
import type { Doublure } from '../../../src/index.ts'
import { escapeHtml } from '../../../src/lib/html.ts'
import type { Words } from '../../../src/lib/words.ts'
import { said } from '../../../src/pages/language.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { tokensOf } from '../faults/drive.ts'
import { toProvider } from '../franceconnect/walk.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

const languages = [
  ['fr', 'en'],
  ['en', 'fr'],
] as const

const browserOf = (lang: string) => new Browser({ 'accept-language': lang })
const see = async (lang: string, path: string) => (await browserOf(lang).open(`${doublure.url}${path}`)).body

/** Which sentences a page shows. */
const shownIn = (body: string, lang: 'fr' | 'en', all: readonly Words[]) =>
  all.filter((one) => body.includes(escapeHtml(said(lang, one)))).map((one) => one[lang])

const titles = catalogue.map(({ title }) => title)
const reactions = catalogue.map(({ reaction }) => reaction)

test.each(languages)('the catalogue is told in %s alone, and not in %s', async (lang, other) => {
  const body = await see(lang, '/_doublure/faults')
  const all = [...titles, ...reactions]
  expect(shownIn(body, lang, all)).toEqual(all.map((one) => one[lang]))
  expect(shownIn(body, other, all)).toEqual([])
  expect(body).not.toContain('lang="en">The ')
})

test.each(languages)('a fault that was delivered is told in %s alone, and not in %s', async (lang, other) => {
  await tokensOf(doublure, { hub: 'franceconnect', faults: ['signing-key-rotation'] })
  const { id, login } = doublure.exchanges().findLast(({ fault }) => fault !== undefined) ?? {}
  const all = catalogue.filter((fault) => fault.id === 'signing-key-rotation')
  for (const path of [`logins/${login}`, `exchanges/${id}`]) {
    const body = await see(lang, `/_doublure/journal/${path}`)
    for (const words of [all.map(({ title }) => title), all.map(({ reaction }) => reaction)]) {
      expect(shownIn(body, lang, words), path).toHaveLength(1)
      expect(shownIn(body, other, words), path).toEqual([])
    }
  }
})

test.each(languages)('the identity provider offers faults in %s, and not in %s', async (lang, other) => {
  const { seen } = await toProvider(doublure.issuer('franceconnect'), { browser: browserOf(lang) })
  const offered = catalogue.filter(({ needs }) => !needs?.startsWith('encrypted'))
  const [, select = ''] = /<select[^>]*name="fault"[^>]*>([\s\S]*?)<\/select>/.exec(seen.body) ?? []
  for (const { id, title } of offered)
    expect(select).toContain(`<option value="${id}">${id} – ${escapeHtml(said(lang, title))}</option>`)
  expect(shownIn(select, other, titles)).toEqual([])
})

test.each(languages)('why something still waits is told in %s, and not in %s', async (lang, other) => {
  const { client_id } = rp
  await doublure.reset()
  await doublure.faults.arm({ client_id, fault: 'invalid-nonce', label: 'mine' })
  await doublure.login({ client_id, hub: 'proconnect', persona: 'john-doe', faults: ['missing-state'] })
  await tokensOf(doublure, { hub: 'franceconnect', faults: ['jwks-empty'] })
  const [fault] = (await doublure.faults.list()).filter(({ label }) => label === 'mine')
  const login = (await doublure.logins.list()).find(({ hub }) => hub === 'proconnect')
  const told = [fault, login].map((one) => ({ fr: one?.fr?.why_not ?? '', en: one?.why_not ?? '' }))
  expect(told).toEqual([
    {
      fr: 'une réponse de ce genre est partie sans étiquette',
      en: 'an answer of this kind left without a label',
    },
    {
      fr: 'une connexion de ce client est arrivée sur le hub franceconnect ; celle-ci est armée pour proconnect',
      en: 'a login of this client came on the hub franceconnect; this one is armed for proconnect',
    },
  ])
  const bodies = await Promise.all(
    ['faults', 'logins', 'journal'].map((path) => see(lang, `/_doublure/${path}`)),
  )
  expect(bodies.map((body) => shownIn(body, lang, told))).toEqual([
    [told[0]?.[lang]],
    [told[1]?.[lang]],
    [told[1]?.[lang]],
  ])
  expect(bodies.map((body) => shownIn(body, other, told))).toEqual([[], [], []])
})
