import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Doublure } from '../../../src/index.ts'
import { tagsOf, unclosed } from '../../unit/pages/markup.ts'
import { authorize, callApi } from '../control/drive.ts'
import { browser, evil, headers, startAmongHostiles, wild } from './hostile-traffic.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startAmongHostiles()
  api = callApi(doublure)
})
afterAll(() => doublure.close())

const screens = [
  '/',
  ...[
    'journal',
    'configure',
    'clients',
    'clients/new',
    'personas',
    'personas/evil',
    'identity-providers',
    'logins',
  ]
    .concat(['faults', 'scenarios', 'report', 'keys', 'mails', 'api'])
    .map((name) => `/_doublure/${name}`),
]
const q = encodeURIComponent(evil)
const withText = [
  `/_doublure/journal?search=${q}&hub=${q}&client_id=${q}&label=${q}&endpoint=${q}`,
  `/_doublure/journal/exchanges/${q}`,
  `/_doublure/journal/logins/${q}%20login`,
  `/_doublure/configure?client_id=${q}&hub=franceconnect`,
  `/_doublure/configure?client_id=${q}&hub=${q}`,
  `/_doublure/clients/${q}`,
  `/_doublure/personas?search=${q}&kind=${q}`,
  `/_doublure/faults?fault=${q}`,
  `/_doublure/mails?to=${q}`,
  `/_doublure/report?client_id=${q}&hub=franceconnect&since=${q}`,
  `/_doublure/report?client_id=${q}&hub=${q}`,
  `/_doublure/report?client_id=${q}${q}`,
  `/_doublure/report/history?client_id=${q}`,
  `/?done=${q}`,
]

/** Well-formed, with no element, attribute or address that came from outside. */
const expectCalm = (body: string, path: string): void => {
  const tags = tagsOf(body.replaceAll('\u0000', ''))
  const names = tags.flatMap(({ attributes }) => Object.keys(attributes))
  const followed = tags.flatMap(({ attributes }) => [attributes.href, attributes.action, attributes.src])
  expect(unclosed(body), path).toBeUndefined()
  expect(
    tags.filter(({ name, attributes }) => name === 'img' || (name === 'script' && !attributes.src)),
    path,
  ).toEqual([])
  expect(
    names.filter((name) => /^on|^style$/.test(name)),
    path,
  ).toEqual([])
  expect(
    followed.filter((address) => /^\s*(javascript|data):/i.test(address ?? '')),
    path,
  ).toEqual([])
}

describe('what clients, people and files send', () => {
  test.each([...screens, ...withText].map((path) => [path.slice(0, 50), path]))(
    'stays text on %s',
    async (_, path) => {
      const { status, body } = await browser.open(`${doublure.url}${path}`)
      expect(status).toBeLessThan(500)
      expectCalm(body, path)
    },
  )

  test('stays text on the page of every exchange and of every login', async () => {
    const exchanges = doublure.exchanges()
    expect(exchanges.length).toBeGreaterThan(20)
    for (const { id, login } of exchanges) {
      const paths = [
        `exchanges/${encodeURIComponent(id)}`,
        ...(login ? [`logins/${encodeURIComponent(login)}`] : []),
      ]
      for (const path of paths) {
        const seen = await browser.open(`${doublure.url}/_doublure/journal/${path}`)
        expect(seen.status, path).toBe(200)
        expectCalm(seen.body, path)
      }
    }
  })

  test('is really shown where it came: escaped, not dropped', async () => {
    const shown = '&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'
    for (const path of [
      `/_doublure/journal/exchanges/${q}`,
      `/_doublure/clients/${q}`,
      '/_doublure/personas/evil',
      '/_doublure/logins',
    ])
      expect((await browser.open(`${doublure.url}${path}`)).body, path).toContain(shown)
  })

  test('stays text on the error pages of the hubs', async () => {
    for (const hub of ['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect'] as const)
      for (const name of ['client_id', 'redirect_uri', 'scope', 'state', 'acr_values', evil]) {
        const seen = await authorize(doublure, hub, {
          client_id: evil,
          headers,
          browser,
          more: { [name]: wild },
        })
        if (seen.location === undefined) expectCalm(seen.body, `${hub} ${name}`)
        expect(seen.location ?? '', `${hub} ${name}`).not.toContain('<script')
      }
  })
})

describe('a file of the dashboard', () => {
  const open = async (path: string) => (await browser.open(`${doublure.url}/_doublure${path}`)).body

  test('is JSON or HAR that is read again as it was', async () => {
    const exchanges = doublure.exchanges()
    for (const [format, count] of [
      ['json', (file: { exchanges: unknown[] }) => file.exchanges.length],
      ['har', (file: { log: { entries: unknown[] } }) => file.log.entries.length],
    ] as const) {
      const file = JSON.parse(await open(`/journal/export.${format}`))
      expect(count(file)).toBe(exchanges.length)
      await api('DELETE', '/exchanges')
      expect((await api('POST', '/exchanges/import', file)).body).toEqual({
        added: exchanges.length,
        known: 0,
      })
      expect(doublure.exchanges()).toEqual(exchanges)
    }
  })

  test('is YAML that says the same person', async () => {
    const [, yaml = ''] = /<textarea[^>]*>\n([\s\S]*?)<\/textarea>/.exec(await open('/personas/evil')) ?? []
    const text = yaml
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
    expect(parse(text)).toMatchObject({ story: wild, label: evil, preferred_username: evil })
  })

  test('is Markdown whose tables hold', async () => {
    const text = await open(`/report/file?client_id=${q}&hub=franceconnect&format=markdown`)
    const tables = text
      .split('\n\n')
      .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
      .filter((rows) => rows.length > 0)
    expect(tables.length).toBeGreaterThan(1)
    for (const row of tables.flat()) expect(row.match(/(?<!\\)\|/g), row).toHaveLength(6)
    const outsideCode = text.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '').replace(/\\./g, '')
    expect(outsideCode.replaceAll('<br>', '')).not.toContain('<')
    expect(text).not.toContain('\n---\n')
  })

  test('is JUnit that a reader of XML takes', async () => {
    const text = await open(`/report/file?client_id=${q}&hub=franceconnect&format=junit`)
    const rest = text.replace(
      /<\?xml [^>]*\?>|<\/?[a-z-]+(\s+[a-z]+="[^"<&]*(&[a-z0-9#]+;[^"<&]*)*")*\s*\/?>/g,
      '',
    )
    expect(rest).not.toMatch(/[<>]/)
    expect(text).not.toMatch(/&(?!(lt|gt|amp|quot|#\d+);)/)
    expect([...text].filter((one) => one < ' ' && one !== '\n')).toEqual([])
    expect(unclosed(text.replace(/<\?xml [^>]*\?>/, '').replace(/<[a-z-]+[^>]*\/>/g, ''))).toBeUndefined()
  })

  test('has a name that its client does not choose', async () => {
    const { headers: sent } = await browser.open(
      `${doublure.url}/_doublure/report/file?client_id=${q}&hub=franceconnect&format=json`,
    )
    expect(sent.get('content-disposition')).toBe('attachment; filename="recette-franceconnect.json"')
  })
})
