import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { escapeHtml } from '../../../src/lib/html.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { people } from '../../support/relying-party.ts'
import { authorize, codeOf, redeem } from '../control/drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

/** Sentences that have no words of a language: lists and counts. */
const isWordless = (text: string) => /^\d+ navigation\(s\)$/.test(text)

describe.each(['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect'] as const)(
  'a recette on %s',
  (hub) => {
    const results = () => doublure.report({ client_id: rp.client_id, hub }).hubs[0]?.results ?? []
    const findings = () => doublure.exchanges({ hub }).flatMap((one) => one.findings)
    const reasons = () => doublure.exchanges({ hub }).flatMap(({ refusal }) => refusal?.why ?? [])

    beforeAll(async () => {
      const headers = { 'doublure-persona': people[hub] ?? '' }
      const good = codeOf(await authorize(doublure, hub, { headers }))
      await redeem(doublure, hub, good)
      await redeem(doublure, hub, good)
      for (const more of [
        { nonce: 'short', state: 'x' },
        { scope: 'email' },
        { redirect_uri: 'http://localhost:1/' },
        { response_type: 'token' },
      ])
        await authorize(doublure, hub, { headers, more })
    })

    test('says in both languages what it saw, rules that were broken included', () => {
      expect(findings().length).toBeGreaterThan(3)
      const same = results().filter(({ because: { fr, en } }) => fr === en && !isWordless(fr))
      expect(same.map(({ criterion, because }) => [criterion, because.fr])).toEqual([])
      const told = [
        ...findings().map(({ message, fr }) => ({ fr: fr?.message ?? '', en: message })),
        ...reasons().map(({ received, fr }) => ({ fr: fr?.received ?? '', en: received })),
      ].filter(({ fr, en }) => fr !== '' && fr !== en)
      const saidIn = (lang: 'fr' | 'en') =>
        results()
          .map(({ because }) => because[lang])
          .join('\n')
      const shown = told.filter(({ en }) => saidIn('en').includes(en))
      expect(shown).not.toEqual([])
      expect(shown.filter(({ fr, en }) => saidIn('fr').includes(en) || !saidIn('fr').includes(fr))).toEqual(
        [],
      )
    })

    test.each([
      ['fr', 'en'],
      ['en', 'fr'],
    ] as const)('is read in %s, and not in %s', async (lang, other) => {
      const query = new URLSearchParams({ client_id: rp.client_id, hub })
      const browser = new Browser({ 'accept-language': lang })
      const { body } = await browser.open(`${doublure.url}/_doublure/report?${query}`)
      const read = body.replaceAll('\u00a0', ' ')
      for (const { criterion, title, because, how } of results()) {
        expect(read, criterion).toContain(escapeHtml(title[lang]))
        expect(read, criterion).toContain(escapeHtml(because[lang]))
        for (const one of [title, how]) expect(read, criterion).not.toContain(escapeHtml(one[other]))
      }
    })
  },
)
