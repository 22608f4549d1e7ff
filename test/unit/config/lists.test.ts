import { describe, expect, test } from 'vitest'
import { load, SECRET } from './load.ts'

const CLIENTS = `- client_id: rp\n  client_secret: ${SECRET}\n  redirect_uris: [http://localhost:3000/callback]\n`
const PERSON = 'kind: citizen\ngiven_name: Camille\nfamily_name: MOREAU\n'

const idsOf = (clients: readonly { client_id: string }[] | undefined) =>
  clients?.map(({ client_id }) => client_id)

describe('clients', () => {
  test('are the demonstration ones when none is configured', async () => {
    expect(idsOf((await load()).config?.clients)).toContain('demo')
  })

  test('are those of a file, whose path starts from the file that says it', async () => {
    const { config } = await load({
      files: {
        '/etc/doublure/main.yaml': 'clients: ./clients.yaml\n',
        '/etc/doublure/clients.yaml': CLIENTS,
      },
      flags: { config: '/etc/doublure/main.yaml' },
    })
    expect(idsOf(config?.clients)).toEqual(['rp'])
  })

  test('are those of a path in a variable or a flag, which starts from the working directory', async () => {
    const files = { 'clients.yaml': CLIENTS }
    const byVariable = await load({ files, env: { DOUBLURE_CLIENTS_PATH: 'clients.yaml' } })
    const byFlag = await load({ files, flags: { clients: './clients.yaml' } })
    expect(idsOf(byVariable.config?.clients)).toEqual(['rp'])
    expect(idsOf(byFlag.config?.clients)).toEqual(['rp'])
  })

  test('are a list written in the configuration, its problems keeping their lines', async () => {
    const indented = CLIENTS.replace(/^/gm, '  ').trimEnd()
    const good = await load({ files: { 'doublure.yaml': `clients:\n${indented}\n` } })
    const bad = await load({ files: { 'doublure.yaml': `clients:\n${indented}\n    colour: blue\n` } })
    expect(idsOf(good.config?.clients)).toEqual(['rp'])
    expect(bad.problems).toEqual([{ origin: 'doublure.yaml:5', message: 'unknown key "colour"' }])
  })

  test('are a list written in a variable, YAML or JSON', async () => {
    const json = JSON.stringify([
      { client_id: 'js', client_secret: SECRET, redirect_uris: ['http://a.example'] },
    ])
    expect(idsOf((await load({ env: { DOUBLURE_CLIENTS: json } })).config?.clients)).toEqual(['js'])
    expect(idsOf((await load({ env: { DOUBLURE_CLIENTS: CLIENTS } })).config?.clients)).toEqual(['rp'])
  })

  test('are not a path in the variable of the list', async () => {
    const { problems } = await load({ env: { DOUBLURE_CLIENTS: './clients.yaml' } })
    expect(problems).toEqual([
      { origin: 'DOUBLURE_CLIENTS', message: expect.stringContaining('use DOUBLURE_CLIENTS_PATH') },
    ])
  })

  test('are not given twice in the environment', async () => {
    const { problems } = await load({
      files: { 'clients.yaml': CLIENTS },
      env: { DOUBLURE_CLIENTS: CLIENTS, DOUBLURE_CLIENTS_PATH: 'clients.yaml' },
    })
    expect(problems).toEqual([
      { origin: 'DOUBLURE_CLIENTS', message: expect.stringContaining('DOUBLURE_CLIENTS_PATH is set too') },
    ])
  })

  test.each([
    ['nowhere.yaml', {}, 'it does not exist'],
    ['secret.yaml', { 'secret.yaml': null }, 'permission is denied'],
    ['folder', { 'folder/a.yaml': '' }, 'it is a folder, a file is expected'],
  ])('cannot come from %s, and the setting that names it says so', async (path, files, why) => {
    const { problems } = await load({ files: { ...files, 'doublure.yaml': `\nclients: ${path}\n` } })
    expect(problems).toEqual([{ origin: 'doublure.yaml:2', message: `clients: cannot read ${path}: ${why}` }])
  })
})

describe('people', () => {
  test('are added to the built-in ones, from a folder of one file a person', async () => {
    const builtIn = (await load()).config?.personas ?? []
    const { config } = await load({
      files: {
        'people/camille.yaml': PERSON,
        'people/sacha.json': '{"kind": "agent"}',
        'people/README.md': '# People',
      },
      flags: { personas: 'people' },
    })
    expect(builtIn.length).toBeGreaterThan(0)
    expect(config?.personas.slice(builtIn.length).map(({ id }) => id)).toEqual(['camille', 'sacha'])
  })

  test('take the place of the built-in ones of the same id', async () => {
    const builtIn = (await load()).config?.personas ?? []
    const [replaced] = builtIn
    const { config } = await load({
      env: { DOUBLURE_PERSONAS: JSON.stringify([{ id: replaced?.id, kind: 'agent', label: 'Another' }]) },
    })
    expect(config?.personas).toHaveLength(builtIn.length)
    expect(config?.personas.find(({ id }) => id === replaced?.id)?.label).toBe('Another')
  })

  test('keep the lines of their problems, in a file, in a list and in a variable', async () => {
    const inFile = await load({
      files: { 'people/a.yaml': `${PERSON}hobby: chess\n` },
      flags: { personas: 'people' },
    })
    const inList = await load({
      files: { 'doublure.yaml': 'personas:\n  - id: a\n    kind: citizen\n    hobby: chess\n' },
    })
    const inVariable = await load({
      env: { DOUBLURE_PERSONAS: '- id: a\n  kind: citizen\n  hobby: chess\n' },
    })
    const origins = [inFile, inList, inVariable].map(({ problems }) => problems.map(({ origin }) => origin))
    expect(origins).toEqual([['people/a.yaml:4'], ['doublure.yaml:4'], ['DOUBLURE_PERSONAS:3']])
  })

  test('are born in a commune that exists', async () => {
    const { problems } = await load({
      env: { DOUBLURE_PERSONAS: '[{ id: a, kind: citizen, birthplace: "75999", birthcountry: "99100" }]' },
    })
    expect(problems).toMatchObject([
      { origin: 'DOUBLURE_PERSONAS:1', message: expect.stringContaining('75999') },
    ])
  })

  test.each([
    ['nowhere', 'it does not exist'],
    ['doublure.yaml', 'it is a file, a folder is expected'],
  ])('cannot come from %s', async (path, why) => {
    const { problems } = await load({ files: { 'doublure.yaml': `personas: ${path}\n` } })
    expect(problems).toEqual([
      { origin: 'doublure.yaml:1', message: `personas: cannot read ${path}: ${why}` },
    ])
  })

  test('are all named when several files cannot be read or are wrong', async () => {
    const files = { 'people/a.yaml': null, 'people/b.yaml': 'kind: robot\n', 'people/c.yaml': null }
    const { problems } = await load({ files, flags: { personas: 'people' } })
    expect(problems.map(({ origin, message }) => `${origin} ${message}`)).toEqual([
      expect.stringMatching(/^--personas .*people\/a\.yaml: permission is denied/),
      expect.stringMatching(/^--personas .*people\/c\.yaml: permission is denied/),
      expect.stringMatching(/^people\/b\.yaml:1 /),
    ])
  })
})

describe('identity providers', () => {
  const one = (more: object) => JSON.stringify([{ id: 'mine', hub: 'proconnect', title: 'Mine', ...more }])

  test('are added to the built-in ones', async () => {
    const { config } = await load({ env: { DOUBLURE_IDENTITY_PROVIDERS: one({}) } })
    const onProConnect = config?.identity_providers.filter(({ hub }) => hub === 'proconnect') ?? []
    expect(onProConnect.length).toBeGreaterThan(3)
    expect(onProConnect.at(-1)).toMatchObject({ id: 'mine', title: 'Mine' })
  })

  test('take the place of the built-in one of the same id on the same hub', async () => {
    const builtIn = (await load()).config?.identity_providers ?? []
    const [replaced] = builtIn
    const { config } = await load({
      env: { DOUBLURE_IDENTITY_PROVIDERS: one({ id: replaced?.id, hub: replaced?.hub }) },
    })
    expect(config?.identity_providers).toHaveLength(builtIn.length)
    expect(config?.identity_providers.at(-1)).toMatchObject({ id: replaced?.id, title: 'Mine' })
  })

  test('have one default a hub: a configured one dismisses the built-in one', async () => {
    const { config } = await load({ env: { DOUBLURE_IDENTITY_PROVIDERS: one({ default: true }) } })
    const defaults = config?.identity_providers.filter(
      (provider) => provider.hub === 'proconnect' && provider.default,
    )
    expect(defaults?.map(({ id }) => id)).toEqual(['mine'])
  })

  test('are refused with a level that their hub does not know', async () => {
    const { problems } = await load({ env: { DOUBLURE_IDENTITY_PROVIDERS: one({ levels: ['eidas9'] }) } })
    expect(problems).toEqual([
      {
        origin: 'DOUBLURE_IDENTITY_PROVIDERS:1',
        message: expect.stringMatching(
          /^levels\.0: unknown level "eidas9" of proconnect, expected .*eidas1-mfa/,
        ),
      },
    ])
  })

  test('are refused on a hub that does not exist', async () => {
    const { problems } = await load({ env: { DOUBLURE_IDENTITY_PROVIDERS: one({ hub: 'proconect' }) } })
    expect(problems).toEqual([
      {
        origin: 'DOUBLURE_IDENTITY_PROVIDERS:1',
        message: expect.stringMatching(/"mine" is on unknown hub "proconect".*did you mean "proconnect"/),
      },
    ])
  })
})

describe('scenarios', () => {
  const words = '{ fr: Oui, en: Yes }'
  const one = (fault: string) =>
    `title: ${words}\nstory: ${words}\nhubs: [proconnect]\nsteps:\n  - do: ${words}\n    expect: ${words}\n    login: { faults: [${fault}] }\n`

  test('are read from a folder, one a file', async () => {
    const { config, problems } = await load({
      files: { 'doublure.yaml': 'scenarios: ./rehearsals', 'rehearsals/mine.yaml': one('invalid-nonce') },
    })
    expect(problems).toEqual([])
    expect(config?.scenarios.map(({ id }) => id)).toEqual(['mine'])
  })

  test('are read from a variable', async () => {
    const said = { fr: 'Oui', en: 'Yes' }
    const steps = [{ do: said, expect: said, login: { faults: ['invalid-nonce'] } }]
    const list = JSON.stringify([{ id: 'mine', title: said, story: said, hubs: ['proconnect'], steps }])
    const { config, problems } = await load({ env: { DOUBLURE_SCENARIOS: list } })
    expect(problems).toEqual([])
    expect(config?.scenarios).toMatchObject([
      { id: 'mine', steps: [{ login: { faults: ['invalid-nonce'] } }] },
    ])
  })

  test('are refused for a fault that does not exist, with file and line', async () => {
    const { problems } = await load({
      files: { 'doublure.yaml': 'scenarios: ./rehearsals', 'rehearsals/mine.yaml': one('invalid-nonsense') },
    })
    expect(problems).toEqual([
      {
        origin: 'rehearsals/mine.yaml:7',
        message: expect.stringMatching(/unknown fault "invalid-nonsense", expected one of .*invalid-nonce/),
      },
    ])
  })

  test('are refused for names that one of their hubs does not know, with file and line', async () => {
    const login =
      'login: { persona: angela-dubois, idp: nowhere, outcome: Y99, claims: { iss: x, email: y }, without: [birthdate] }'
    const mine = one('')
      .replace('login: { faults: [] }', login)
      .replace('[proconnect]', '[proconnect, agentconnect]')
    const { problems } = await load({
      files: { 'doublure.yaml': 'scenarios: ./rehearsals', 'rehearsals/mine.yaml': mine },
    })
    expect(problems.map(({ origin, message }) => [origin, message.split('; known:')[0]])).toEqual(
      [
        ['persona', 'on proconnect: Persona "angela-dubois" is a citizen, and this hub logs agents in'],
        ['idp', 'on proconnect: Unknown identity provider "nowhere"'],
        ['outcome', 'on proconnect: Unknown outcome "Y99"'],
        ['claims.iss', expect.stringContaining('arm a fault, such as invalid-iss')],
        ['without.0', 'on proconnect: Unknown claim of proconnect "birthdate"'],
      ].map(([field, message]) => [
        'rehearsals/mine.yaml:7',
        typeof message === 'string' ? `steps.0.login.${field}: ${message}` : message,
      ]),
    )
  })

  test('may name the people and the identity providers that the configuration adds', async () => {
    const login = 'login: { persona: me, idp: mine }'
    const { problems } = await load({
      files: {
        'doublure.yaml': [
          'scenarios: ./rehearsals',
          'personas: [{ id: me, kind: agent, given_name: Moi, usual_name: Même, email: me@example.org }]',
          'identity_providers: [{ id: mine, hub: proconnect, title: Mine }]',
        ].join('\n'),
        'rehearsals/mine.yaml': one('').replace('login: { faults: [] }', login),
      },
    })
    expect(problems).toEqual([])
  })

  test('are refused when their folder cannot be read', async () => {
    const { problems } = await load({ files: { 'doublure.yaml': 'port: 1\nscenarios: ./nowhere' } })
    expect(problems).toMatchObject([
      { origin: 'doublure.yaml:2', message: expect.stringMatching(/^scenarios: cannot read nowhere/) },
    ])
  })
})
