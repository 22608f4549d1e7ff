import { describe, expect, test } from 'vitest'
import { chooseReportPage } from '../../../src/pages/report/choose.ts'
import { reportPage } from '../../../src/pages/report/report.ts'
import type { ShownResult } from '../../../src/pages/report/verdicts.ts'
import { tagsOf, unclosed } from './markup.ts'

const both = (text: string) => ({ fr: text, en: text })
const kinds = ['observed', 'provoked', 'declared'] as const
const statuses = ['passed', 'failed', 'not_observed', 'review'] as const

const frameOf = (lang: 'fr' | 'en') => ({
  lang,
  assetsHref: '/_doublure',
  formToken: 'token',
  today: '2026-11-21',
})

const resultsHolding = (text: string): ShownResult[] =>
  kinds.flatMap((kind) =>
    statuses.map((status) => ({
      criterion: `${kind}/${status} ${text}`,
      title: both(text),
      kind,
      severity: 'required' as const,
      reference: { document: text, section: text, url: text },
      how: both(text),
      status,
      because: both(text),
      evidence: [{ id: text, endpoint: text, at: '2026-03-02T10:00:00.000Z' }],
      evidence_count: 12,
      ...(kind !== 'observed' &&
        status === 'passed' && { declaration: { verdict: 'passed', name: text, note: text } }),
    })),
  )

const pages = (lang: 'fr' | 'en', text: string) => ({
  report: reportPage({
    ...frameOf(lang),
    problems: [text],
    client_id: text,
    hub: text,
    hubTitle: text,
    asOf: text,
    at: '2026-03-02T10:00:00.000Z',
    outcome: 'incomplete',
    counts: { passed: 1, failed: 1, not_observed: 1, review: 1 },
    results: resultsHolding(text),
    rehearsal: [
      { id: text, title: both(text), done: false, fault: text, criteria: [`observed/failed ${text}`] },
      {
        id: 'begun',
        title: both(text),
        done: false,
        criteria: [`observed/passed ${text}`, `observed/not_observed ${text}`],
      },
      { id: 'untouched', title: both(text), done: false, criteria: [`observed/not_observed ${text}`] },
      { id: 'armed', title: both(text), done: false, fault: text, criteria: [], waiting: text },
      { id: 'done', title: both(text), done: true, criteria: [] },
    ],
    changes: [{ title: both(text), before: 'failed' }],
    files: [{ name: text, href: text }],
    since: text,
    restart: text,
    home: '/_doublure/report',
    stream: '/_doublure/journal/stream',
  }),
  choose: chooseReportPage({
    ...frameOf(lang),
    clients: [
      {
        client_id: text,
        client_name: text,
        hubs: [{ title: text, href: text, outcome: 'failed', passed: 1, all: 2 }],
      },
    ],
  }),
})

const names = (markup: unknown) =>
  tagsOf(String(markup)).map(({ name, attributes }) => [name, Object.keys(attributes).sort()])

describe.each(['report', 'choose'] as const)('the page to %s', (name) => {
  test.each([
    '"><script>alert(1)</script>',
    `' onmouseover='alert(1)`,
    '</title></textarea><img src=x onerror=alert(1)>',
  ])('keeps %s as text', (text) => {
    const markup = pages('fr', text)[name]
    expect(String(markup)).not.toContain(text)
    expect(names(markup)).toEqual(names(pages('fr', 'text')[name]))
  })

  test.each(['fr', 'en'] as const)('is well-formed in %s', (lang) => {
    expect(unclosed(String(pages(lang, 'text')[name]))).toBeUndefined()
  })

  test.each(['javascript:alert(1)', 'data:text/html,x'])('leads nowhere by %s', (address) => {
    const followed = tagsOf(String(pages('fr', address)[name])).flatMap(({ attributes }) =>
      ['href', 'action'].flatMap((attribute) => attributes[attribute] ?? []),
    )
    expect(followed.filter((one) => !/^\/(_doublure\/|$)/.test(one) && one !== 'about:blank')).toEqual([])
  })
})

test('a criterion says what to do while it is open, and no more once it is decided', () => {
  const markup = String(pages('en', 'text').report)
  const item = (id: string) =>
    new RegExp(`data-testid="criterion-${id} text">[\\s\\S]*?</li>`).exec(markup)?.[0] ?? ''
  expect(item('observed/not_observed')).toContain('To observe it')
  expect(item('observed/passed')).not.toContain('To observe it')
  expect(item('declared/review')).toContain('<summary>Answer</summary>')
  expect(item('provoked/review')).toContain('<summary>Answer</summary>')
  expect(item('declared/not_observed')).not.toContain('<form')
  expect(item('declared/passed')).toContain('<summary>Change the answer</summary>')
  expect(item('observed/passed')).not.toContain('<form')
})

test('a step that was begun says what it still has to show, and why; one that was not, nothing', () => {
  const markup = String(pages('en', 'text').report)
  const step = (id: string) =>
    new RegExp(`data-testid="step-${id}">[\\s\\S]*?</ul>|data-testid="step-${id}">`).exec(markup)?.[0]
  expect(step('begun')).toMatch(/Still missing: <\/p><ul class="hint"><li>text \(text\)<\/li><\/ul>/)
  expect(markup.match(/Still missing/g)).toHaveLength(1)
})

test('only the steps that are still to do are listed, those of a fault with a button that arms it or takes it away', () => {
  const markup = String(pages('en', 'text').report)
  expect(markup).toContain('Steps done: 1 / 5')
  expect(markup).not.toContain('data-testid="step-done"')
  expect(markup).toContain('action="/_doublure/report/arm"')
  expect(markup).toContain('action="/_doublure/report/disarm"')
})
