import { describe, expect, test } from 'vitest'
import {
  loadIdentityProviders,
  parseIdentityProviderList,
} from '../../../src/identity-providers/load-identity-providers.ts'
import { parseDocument } from '../../../src/lib/document.ts'

const lines = ({ problems }: { problems: { origin: string; message: string }[] }) =>
  problems.map(({ origin, message }) => `${origin}: ${message}`)

const one = '- { id: a, hub: h, title: A }\n'

test('several lists are read as one', () => {
  const loaded = loadIdentityProviders([
    { file: 'a.yaml', text: one },
    { file: 'b.json', text: '[{"id":"b","hub":"h","title":"B"}]' },
  ])
  expect(loaded.problems).toEqual([])
  expect(loaded.identityProviders.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('every problem is told with file and line', () => {
  const text = '- id: a\n  hub: h\n  title: A\n  colour: blue\n- id: b\n  hub: h\n  email_domains: [X.fr]\n'
  expect(lines(loadIdentityProviders([{ file: 'a.yaml', text }])).sort()).toEqual([
    expect.stringMatching(/^a\.yaml:4: unknown key/),
    expect.stringMatching(/^a\.yaml:5: 1\.title/),
    expect.stringMatching(/^a\.yaml:7: 1\.email_domains\.0: received "X\.fr"/),
  ])
})

test('a file that is no list says so', () => {
  expect(lines(loadIdentityProviders([{ file: 'a.yaml', text: 'id: a' }]))).toEqual([
    expect.stringContaining('expected a list'),
  ])
})

describe('the same provider twice', () => {
  test('on one hub is a problem that names both places', () => {
    const loaded = loadIdentityProviders([
      { file: 'a.yaml', text: one },
      { file: 'b.yaml', text: `# again\n${one}` },
    ])
    expect(lines(loaded)).toEqual([expect.stringMatching(/^b\.yaml:2: .*"a" of h.*a\.yaml:1$/)])
  })

  test('on two hubs is none', () => {
    const loaded = loadIdentityProviders([{ file: 'a.yaml', text: `${one}- { id: a, hub: i, title: A }\n` }])
    expect(loaded.problems).toEqual([])
  })
})

test('a hub has one default provider', () => {
  const text = '- { id: a, hub: h, title: A, default: true }\n- { id: b, hub: h, title: B, default: true }\n'
  expect(lines(loadIdentityProviders([{ file: 'a.yaml', text }]))).toEqual([
    expect.stringMatching(/^a\.yaml:2: "b" is a second default provider of h.*a\.yaml:1$/),
  ])
})

test('a level that the hub does not know is a problem with its line', () => {
  const text =
    '- { id: a, hub: h, title: A, levels: [low] }\n- id: b\n  hub: h\n  title: B\n  levels: [low, top]\n'
  const levelsOf = (hub: string) => (hub === 'h' ? ['low', 'high'] : undefined)
  expect(lines(parseIdentityProviderList(parseDocument('a.yaml', text), levelsOf))).toEqual([
    'a.yaml:5: levels.1: unknown level "top" of h, expected one of low, high',
  ])
})

test('a document that cannot be parsed gives its own problems', () => {
  expect(lines(parseIdentityProviderList(parseDocument('x.yaml', '- ['), () => []))[0]).toMatch(/^x\.yaml:1/)
})
