import { describe, expect, test } from 'vitest'
import { readShipped } from '../../../src/config/shipped.ts'
import { answer } from '../../../src/control/answer.ts'
import type { Desk } from '../../../src/control/desk.ts'
import { operations } from '../../../src/control/operations.ts'
import { faultIds } from '../../../src/faults/catalogue.ts'
import { faultProblem } from '../../../src/faults/resolve-fault.ts'
import { hubIds } from '../../../src/platforms/index.ts'
import { wrongNames } from '../../../src/platforms/login-names.ts'
import {
  loadScenarios,
  parseScenarioList,
  readBuiltInScenarios,
} from '../../../src/scenarios/load-scenarios.ts'

const known = { hubs: hubIds, faultProblem }
const load = (text: string, file = 'rehearsals/mine.yaml') => loadScenarios([{ file, text }], known)

const sound = `title: { fr: Une, en: One }
story: { fr: Pour voir, en: To see }
hubs: [franceconnect]
steps:
  - do: { fr: Connectez-vous, en: Log in }
    expect: { fr: On entre, en: One is in }
    login: { outcome: success, faults: [invalid-nonce, { fault: clock-ahead, params: { seconds: 3 } }] }
`

describe('a scenario file', () => {
  test('gives its name to the scenario that says no id', () => {
    const { scenarios, problems } = load(sound)
    expect(problems).toEqual([])
    expect(scenarios).toMatchObject([
      {
        id: 'mine',
        hubs: ['franceconnect'],
        steps: [
          {
            login: {
              outcome: 'success',
              times: 1,
              faults: ['invalid-nonce', { fault: 'clock-ahead', params: { seconds: 3 } }],
            },
          },
        ],
      },
    ])
  })

  test('is refused for names that do not exist, with its line and the names that do', () => {
    const text = sound.replace('franceconnect]', 'franceconect]').replace('invalid-nonce', 'invalid-nonsense')
    expect(load(text)).toEqual({
      scenarios: [],
      problems: [
        {
          origin: 'rehearsals/mine.yaml:3',
          message: `hubs.0: unknown hub "franceconect", expected one of ${hubIds.join(', ')}`,
        },
        {
          origin: 'rehearsals/mine.yaml:7',
          message: `steps.0.login.faults.0: unknown fault "invalid-nonsense", expected one of ${faultIds.join(', ')}`,
        },
      ],
    })
  })

  test('is refused for every field that is wrong at once, each with its line', () => {
    const text = sound.replace('title:', 'titre:').replace('outcome: success', 'client_id: me, times: 0')
    expect(load(text).problems.map(({ origin, message }) => `${origin} ${message.split(':')[0]}`)).toEqual([
      'rehearsals/mine.yaml:1 title',
      'rehearsals/mine.yaml:7 steps.0.login.times',
      'rehearsals/mine.yaml:7 unknown key "steps.0.login.client_id"',
      'rehearsals/mine.yaml:1 unknown key "titre"',
    ])
  })

  test('is refused when a claim is both given and left out, as the control API refuses it', () => {
    const text = sound.replace('outcome: success', 'claims: { email: a@b.fr }, without: [email]')
    expect(load(text).problems).toEqual([
      {
        origin: 'rehearsals/mine.yaml:7',
        message:
          'steps.0.login.without: names a claim that `claims` gives a value: expected each claim in one of the two',
      },
    ])
  })

  test.each(['', '- a list', '42', 'steps: ['])('is refused when it holds %j', (text) => {
    expect(load(text).problems.length).toBeGreaterThan(0)
  })

  test('is refused when another has the same id', () => {
    const sources = ['a', 'b'].map((name) => ({ file: `${name}.yaml`, text: `id: mine\n${sound}` }))
    expect(loadScenarios(sources, known).problems).toEqual([
      { origin: 'b.yaml:1', message: 'id: the scenario "mine" is already described at a.yaml:1' },
    ])
  })
})

test('a fault of a scenario is refused for parameters that it does not take', () => {
  expect(load(sound.replace('seconds: 3', 'seconds: -3')).problems).toEqual([
    {
      origin: 'rehearsals/mine.yaml:7',
      message: expect.stringMatching(/^steps\.0\.login\.faults\.1: params\.seconds: /),
    },
  ])
})

test('a list of scenarios is read as files are, each with its id', () => {
  const list = (value: unknown) =>
    parseScenarioList({ value, problems: [], originAt: (path) => ['scenarios', ...path].join('.') }, known)
  const { scenarios } = load(sound)
  expect(list(scenarios)).toEqual({ scenarios, problems: [] })
  expect(list('x').problems).toEqual([
    { origin: 'scenarios', message: 'received "x", expected a list of scenarios' },
  ])
  expect(list([{ id: 'a' }]).problems.map(({ origin }) => origin)).toEqual([
    'scenarios.0.title',
    'scenarios.0.story',
    'scenarios.0.hubs',
    'scenarios.0.steps',
  ])
})

test('the scenarios that come along can be read, and every hub has its rehearsals', async () => {
  const shipped = await readShipped(hubIds)
  const scenarios = await readBuiltInScenarios({
    ...known,
    wrongNames: (login, id) => wrongNames(login, { id }, shipped),
  })
  expect(scenarios.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'nominal',
      'cancel',
      'level-too-low',
      'code-expired',
      'session-lost',
      'keys-rotated',
    ]),
  )
  for (const hub of hubIds)
    expect(scenarios.filter(({ hubs }) => hubs.includes(hub)).length).toBeGreaterThanOrEqual(12)
})

test('what is wrong with the scenarios that come along is an error of ours, and no fault of the request that reads them', async () => {
  const scenarios = () => readBuiltInScenarios({ ...known, hubs: [] })
  const listed = answer(operations, { scenarios } as unknown as Desk, {
    ...{ method: 'GET', path: '/scenarios', query: {}, body: undefined },
  })
  await expect(listed).rejects.toThrow(/nominal.yaml:\d+: /)
})
