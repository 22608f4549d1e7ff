import { describe, expect, test } from 'vitest'
import { declared } from '../../../src/conformance/builders.ts'
import { failed } from '../../../src/conformance/criterion.ts'
import { reportJunit } from '../../../src/conformance/junit.ts'
import { reportMarkdown } from '../../../src/conformance/markdown.ts'
import { makeReport } from '../../../src/conformance/report.ts'
import type { Report } from '../../../src/conformance/report-schema.ts'
import { exchange, reference } from './traffic-of-a-client.ts'

/** A report in which everything that a client or a person can write is this text. */
const reportHolding = (text: string): Report => {
  const criterion = {
    ...declared({ id: 'x/y', title: { fr: text, en: text }, reference, how: { fr: text, en: text } }),
    assess: () => failed({ fr: text, en: text }, [exchange('token', { path: text })]),
  }
  return makeReport({
    client_id: text,
    hubs: [
      {
        hub: 'proconnect',
        title: 'Hub',
        asOf: '2026-02-24',
        criteria: [criterion, { ...criterion, id: 'z', severity: 'advised' }],
        client: { client_id: text, client_name: `name ${text}` },
      },
    ],
    exchanges: [],
    declarations: [],
    at: 0,
  })
}

const hostile = [
  '"/><script>alert(1)</script>',
  "' ]]> <!-- & &lt;",
  '| x | [link](javascript:alert(1)) ![image](https://example.org/x) `code` ``two``',
  'line\n\n# Heading\r\n| --- |\u2028end',
  'control \u0000\u0008\u001b\ufffe characters \ud800',
]

describe.each(hostile)('with %j', (text) => {
  test('JUnit stays well-formed XML', () => {
    const xml = reportJunit(reportHolding(text))
    const withoutTags = xml.replace(/<\/?[\w-]+(?: [\w-]+="[^"<]*")*\/?>|<\?xml [^>]*\?>/g, '')
    expect(withoutTags).not.toMatch(/[<>]/)
    expect(withoutTags).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/)
    expect([...xml].filter((one) => one < ' ' && !'\n\r\t'.includes(one))).toEqual([])
    expect(xml).not.toMatch(/[\ufffe\uffff]/)
  })

  test('Markdown keeps its table and makes no markup of it', () => {
    const markdown = reportMarkdown(reportHolding(text), 'en')
    const rows = markdown.split(/\r?\n/).filter((line) => line.startsWith('| failed |'))
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7)
    // What is escaped is text, and so is what stands between backquotes.
    const markup = markdown.replace(/\\./g, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    expect(markup.replaceAll('<br>', '')).not.toContain('<')
    expect(markup).not.toMatch(/\]\((?!https:)/)
    expect(markdown.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1)
  })
})

describe('Markdown', () => {
  test('says first what to mend, then what to do, and with each open criterion how', () => {
    const open = {
      ...declared({
        id: 'a/question',
        title: { fr: 'q', en: 'Is it?' },
        reference,
        how: { fr: 'h', en: 'Look.' },
      }),
    }
    const hub = { hub: 'proconnect', title: 'Hub', asOf: '2026-02-24', criteria: [open] }
    const given = { client_id: 'rp', hubs: [hub], exchanges: [], declarations: [], at: 0 }
    const markdown = reportMarkdown(makeReport(given), 'en')
    expect(markdown).toContain('nobody has declared it yet<br>Look. |')
    expect(markdown).toContain('### Still to do\n\n1. Answer the questions')
    expect(markdown).not.toContain('### To mend')
    expect(reportMarkdown(reportHolding('text'), 'en')).toContain(
      '### To mend\n\n- text (required): text\n- text (advised): text\n',
    )
  })
})

describe('JUnit', () => {
  test('counts failures of required criteria alone, and says the others', () => {
    const xml = reportJunit(reportHolding('text'))
    expect(xml).toContain('tests="3" failures="1" skipped="1"')
    expect(xml).toContain('<failure message="text"/>')
    expect(xml).toContain('<skipped message="advised, and not so: text"/>')
  })
})
