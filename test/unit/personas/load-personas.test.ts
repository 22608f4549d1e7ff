import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDocument } from '../../../src/lib/document.ts'
import { readGeography } from '../../../src/personas/geography.ts'
import { loadPersonas, parsePersonaList, readPersonas } from '../../../src/personas/load-personas.ts'

const lines = ({ problems }: { problems: { origin: string; message: string }[] }) =>
  problems.map(({ origin, message }) => `${origin}: ${message}`)

describe('a file that describes a person', () => {
  test('gives its name to a person without id, wherever it lies', () => {
    const text = 'kind: agent\nuid: "7"\n'
    const files = ['people/alma-marin.yaml', 'c:\\people\\bo.yml', '{"kind":"agent"}']
    const loaded = loadPersonas([
      { file: files[0] ?? '', text },
      { file: files[1] ?? '', text },
      { file: 'json.json', text: files[2] ?? '' },
    ])
    expect(loaded.problems).toEqual([])
    expect(loaded.personas.map(({ id }) => id)).toEqual(['alma-marin', 'bo', 'json'])
  })

  test('may give another id than its name', () => {
    expect(loadPersonas([{ file: 'a.yaml', text: 'id: b\nkind: agent' }]).personas).toMatchObject([
      { id: 'b' },
    ])
  })

  test('has its problems told with file and line, all of them', () => {
    const text =
      'kind: citizen\ngender: F\nbirthplace: "29200"\nplatforms:\n  franceconnect:\n    email: x\nzip: 1\n'
    const sources = [{ file: 'alma.yaml', text }]
    expect(lines(loadPersonas(sources)).sort()).toEqual([
      expect.stringMatching(/^alma\.yaml:2: gender: received "F"/),
      expect.stringMatching(/^alma\.yaml:6: platforms\.franceconnect\.email: received "x"/),
      expect.stringMatching(/^alma\.yaml:7: unknown key "zip"/),
    ])
    expect(loadPersonas(sources).personas).toEqual([])
  })

  test('is checked against the list of places when there is one', async () => {
    const sources = [{ file: 'alma.yaml', text: 'kind: citizen\nbirthplace: "29200"\n' }]
    expect(loadPersonas(sources).problems).toEqual([])
    expect(lines(loadPersonas(sources, await readGeography()))).toEqual([
      expect.stringMatching(/^alma\.yaml:2: birthplace: no commune/),
    ])
  })

  test('that is no YAML, or empty, or not one person, is a problem of its own', () => {
    expect(lines(loadPersonas([{ file: 'a.yaml', text: 'kind: [agent\n' }]))).toEqual([
      expect.stringMatching(/^a\.yaml:\d+: /),
    ])
    expect(lines(loadPersonas([{ file: 'a.yaml', text: '' }]))).toEqual([
      expect.stringMatching(/^a\.yaml.*mapping/),
    ])
    expect(lines(loadPersonas([{ file: 'a.yaml', text: '- kind: agent\n' }]))).toHaveLength(1)
  })

  test('cannot take an id that another one has, even if that one is wrong', () => {
    const loaded = loadPersonas([
      { file: 'a.yaml', text: 'kind: agent\nid: same\nsiret: "1"\n' },
      { file: 'b.yaml', text: 'id: same\nkind: agent\n' },
    ])
    expect(lines(loaded)).toEqual([
      expect.stringMatching(/^a\.yaml:3: siret/),
      expect.stringMatching(/^b\.yaml:1: id: .*"same".*a\.yaml:2/),
    ])
  })
})

describe('a list of people', () => {
  const text = 'port: 0\npersonas:\n  - id: a\n    kind: agent\n  - id: b\n    kind: agent\n    email: x\n'

  test('is read where it stands in a document, problems keeping their lines', () => {
    const loaded = parsePersonaList(parseDocument('doublure.yaml', text), { path: ['personas'] })
    expect(loaded.personas).toMatchObject([{ id: 'a' }])
    expect(lines(loaded)).toEqual([expect.stringMatching(/^doublure\.yaml:7: email: received "x"/)])
  })

  test('may be the whole document', () => {
    expect(
      parsePersonaList(parseDocument('DOUBLURE_PERSONAS', '[{id: a, kind: agent}]')).personas,
    ).toHaveLength(1)
  })

  test('must be a list, of people with an id', () => {
    expect(lines(parsePersonaList(parseDocument('x', 'id: a')))).toEqual([
      expect.stringContaining('expected a list'),
    ])
    expect(lines(parsePersonaList(parseDocument('x', '- kind: agent')))).toEqual([
      expect.stringMatching(/^x:1: id: is missing/),
    ])
    expect(lines(parsePersonaList(parseDocument('x', '- [')))[0]).toMatch(/^x:/)
  })
})

describe('a folder of people', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'personas-'))
    await writeFile(join(folder, 'b.yml'), 'kind: agent\n')
    await writeFile(join(folder, 'a.json'), '{"kind":"citizen"}')
    await writeFile(join(folder, 'README.md'), '# people')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('is read in the order of file names, other files left alone', async () => {
    const { personas, problems } = await readPersonas(folder)
    expect(problems).toEqual([])
    expect(personas.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test('that cannot be read is a problem', async () => {
    const nowhere = join(folder, 'nowhere')
    expect(lines(await readPersonas(nowhere))).toEqual([
      expect.stringContaining(`${nowhere}: cannot be read`),
    ])
  })
})
