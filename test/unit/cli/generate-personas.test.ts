import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { load } from '../config/load.ts'
import { cwd, runWith } from './fake-terminal.ts'

const generate = (...flags: string[]) => runWith(['personas', 'generate', ...flags])

describe('personas generate', () => {
  test('prints one citizen when nothing is said', async () => {
    const { code, out, err } = await generate()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(parse(out)).toMatchObject([{ kind: 'citizen' }])
  })

  test('prints a list that DOUBLURE_PERSONAS takes as it is', async () => {
    const { out } = await generate('--kind', 'agent', '--count', '3')
    const { config, problems } = await load({ env: { DOUBLURE_PERSONAS: out } })
    expect(problems).toEqual([])
    expect(config?.personas.slice(-3)).toMatchObject([
      { kind: 'agent' },
      { kind: 'agent' },
      { kind: 'agent' },
    ])
  })

  test('invents the same people for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all(
      ['7', '7', '8'].map(async (seed) => (await generate('--count', '2', '--seed', seed)).out),
    )
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  test('writes one file a person into a folder, which loads', async () => {
    const { code, out, contents } = await generate('--count', '2', '--out', 'people')
    expect({ code, out }).toEqual({ code: 0, out: '2 written in people\n' })
    const paths = Object.keys(contents)
    expect(paths).toHaveLength(2)
    for (const path of paths) expect(path).toMatch(new RegExp(`^${cwd}/people/[a-z-]+\\.yaml$`))
    const { problems } = await load({ files: contents, flags: { personas: 'people' } })
    expect(problems).toEqual([])
  })

  test('overwrites nobody', async () => {
    const { contents } = await generate('--count', '2', '--out', 'people')
    const [taken = ''] = Object.keys(contents)
    const files = { [taken]: 'kind: citizen\n' }
    const {
      code,
      err,
      contents: after,
    } = await runWith(['personas', 'generate', '--count', '2', '--out', 'people'], { files })
    expect(code).toBe(1)
    expect(err).toContain(`${taken} already exists\nNothing was written`)
    expect(after).toEqual(files)
  })

  test('takes its options from the environment too', async () => {
    const { out } = await runWith(['personas', 'generate'], {
      env: { DOUBLURE_KIND: 'agent', DOUBLURE_COUNT: '2' },
    })
    expect(parse(out)).toMatchObject([{ kind: 'agent' }, { kind: 'agent' }])
  })

  test('exits with 2 on values that mean nothing, all named at once', async () => {
    const { code, out, err } = await generate('--kind', 'robot', '--count', '0', '--seed', 'luck')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.split('\n')).toEqual([
      'doublure: --kind takes citizen or agent, not "robot"',
      'doublure: --count takes a whole number from 1 to 10000, not "0"',
      expect.stringMatching(/^doublure: --seed takes a whole number from 0 to \d+, not "luck"$/),
      'Try "doublure personas generate --help".',
      '',
    ])
  })
})
