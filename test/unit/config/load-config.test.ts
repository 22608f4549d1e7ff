import { describe, expect, test } from 'vitest'
import { badPorts } from '../../../src/config/bad-ports.ts'
import { load, SECRET } from './load.ts'

const CLIENTS = `- client_id: rp\n  client_secret: ${SECRET}\n  redirect_uris: [http://localhost:3000/callback]\n`
const BAD_CLIENTS =
  '- client_id: rp\n  client_secret: short\n  redirect_uris: [http://localhost:3000/callback]\n'
const PERSON = 'kind: citizen\ngiven_name: Camille\nfamily_name: MOREAU\n'

describe('precedence', () => {
  const file = { 'doublure.yaml': 'port: 1001\nhost: file\nlog: json\nstrictness: observe\n' }
  const env = { DOUBLURE_PORT: '1002', DOUBLURE_HOST: 'environment', DOUBLURE_LOG: '' }
  const flags = { port: '1003' }

  test('is default, then file, then environment, then flag', async () => {
    const { config } = await load({ files: file, env, flags })
    expect(config).toMatchObject({ port: 1003, host: 'environment', log: 'json', show_secrets: false })
  })

  test('gives the last word to a program that embeds Doublure', async () => {
    const { config } = await load({ files: file, env, flags, options: { port: 1004 } })
    expect(config?.port).toBe(1004)
  })

  test('is remembered as the origin of every setting', async () => {
    const { merged, readFrom } = await load({ files: file, env, flags })
    const origins = ['port', 'host', 'log', 'strictness', 'show_secrets'].map((key) => merged.originAt([key]))
    expect(origins).toEqual(['--port', 'DOUBLURE_HOST', 'doublure.yaml:3', 'doublure.yaml:4', 'default'])
    expect(readFrom).toEqual(['doublure.yaml', 'environment', 'command line'])
  })

  test('goes member by member inside control and journal', async () => {
    const { config, merged } = await load({
      files: { 'doublure.yaml': 'control:\n  open: true\n  token: from-the-file\n' },
      env: { DOUBLURE_CONTROL_TOKEN: 'from-the-environment' },
    })
    expect(config?.control).toEqual({ open: true, token: 'from-the-environment' })
    expect(merged.originAt(['control', 'open'])).toBe('doublure.yaml:2')
    expect(merged.originAt(['control', 'token'])).toBe('DOUBLURE_CONTROL_TOKEN')
  })
})

describe('variables and flags', () => {
  test('are read as what the setting is', async () => {
    const { config } = await load({
      env: {
        DOUBLURE_HUBS: 'proconnect, agentconnect',
        DOUBLURE_SHOW_SECRETS: 'yes',
        DOUBLURE_JOURNAL_SIZE: '5',
      },
      flags: { 'trust-proxy': true, 'control-open': false },
    })
    expect(config).toMatchObject({
      hubs: [{ id: 'proconnect' }, { id: 'agentconnect' }],
      show_secrets: true,
      journal: { size: 5 },
      trust_proxy: true,
      control: { open: false },
    })
  })

  test('are refused by their own name', async () => {
    const { config, problems } = await load({
      env: { DOUBLURE_PORT: 'many', DOUBLURE_SHOW_SECRETS: 'perhaps' },
      flags: { log: 'xml' },
    })
    expect(config).toBeUndefined()
    expect(problems).toEqual([
      { origin: 'DOUBLURE_PORT', message: expect.stringContaining('"many" was given') },
      { origin: 'DOUBLURE_SHOW_SECRETS', message: expect.stringContaining('expected true or false') },
      { origin: '--log', message: expect.stringContaining('expected json, line or silent') },
    ])
  })
})

describe('the public address', () => {
  test('follows the port', async () => {
    expect((await load({ flags: { port: '4000' } })).config?.public_url).toBe('http://localhost:4000')
  })

  test('is not known before a free port is', async () => {
    expect((await load({ flags: { port: '0' } })).config?.public_url).toBeUndefined()
  })

  test('is the one that is given', async () => {
    const { config } = await load({ flags: { port: '0', 'public-url': 'https://hubs.test' } })
    expect(config?.public_url).toBe('https://hubs.test')
  })
})

describe('all problems', () => {
  test('come at once, each with its origin', async () => {
    const { config, problems } = await load({
      files: {
        'doublure.yaml': 'prot: 80\nstrictness: lenient\nclients: ./clients.yaml\npersonas: ./people\n',
        'clients.yaml': BAD_CLIENTS,
        'people/a.yaml': 'kind: robot\n',
      },
      env: { DOUBLURE_IDENTITY_PROVIDERS: '[{ id: x }]' },
      flags: { port: '-1' },
    })
    expect(config).toBeUndefined()
    expect(problems.map(({ origin }) => origin)).toEqual([
      'doublure.yaml:2',
      'doublure.yaml:1',
      '--port',
      'clients.yaml:2',
      'people/a.yaml:1',
      'DOUBLURE_IDENTITY_PROVIDERS:1',
      'DOUBLURE_IDENTITY_PROVIDERS:1',
    ])
  })

  test('show in a file even where a flag hides the setting', async () => {
    const { problems } = await load({ files: { 'doublure.yaml': 'port: none\n' }, flags: { port: '80' } })
    expect(problems).toMatchObject([{ origin: 'doublure.yaml:1' }])
  })

  test('suggest the key that was meant, at any depth', async () => {
    const { problems } = await load({
      files: { 'doublure.yaml': 'public_uri: http://a\nhubs:\n  - id: proconnect\n    quirk: {}\n' },
    })
    expect(problems).toEqual([
      { origin: 'doublure.yaml:4', message: 'unknown key "hubs.0.quirk"; did you mean "quirks"?' },
      { origin: 'doublure.yaml:1', message: 'unknown key "public_uri"; did you mean "public_url"?' },
    ])
  })

  test('say the line of bad YAML, and do not hide those of the environment', async () => {
    const { problems } = await load({
      files: { 'doublure.yaml': 'port: 3615\nhubs: [proconnect\n' },
      env: { DOUBLURE_LOG: 'xml' },
    })
    expect(problems.map(({ origin }) => origin)).toEqual([
      expect.stringMatching(/^doublure\.yaml:[23]$/),
      'DOUBLURE_LOG',
    ])
  })

  test('are none in a configuration without a word', async () => {
    expect(await load({ files: { 'doublure.yaml': '# nothing yet\n' } })).toMatchObject({
      problems: [],
      warnings: [],
    })
  })
})

describe('the value', () => {
  test('cannot be changed, at any depth', async () => {
    const { config } = await load({ env: { DOUBLURE_CLIENTS: CLIENTS } })
    expect(Object.isFrozen(config)).toBe(true)
    expect(() => Object.assign(config?.clients[0] ?? {}, { client_id: 'other' })).toThrow(TypeError)
    expect(() => Object.assign(config?.control ?? {}, { open: true })).toThrow(TypeError)
  })

  test('holds what a program gave, lists included', async () => {
    const client = {
      client_id: 'rp',
      client_secret: SECRET,
      redirect_uris: ['http://localhost:3000/callback'],
    }
    const { config } = await load({
      options: { port: 0, clients: [client], personas: [{ id: 'camille', kind: 'citizen' }] },
    })
    expect(config?.clients).toMatchObject([client])
    expect(config?.personas.map(({ id }) => id)).toContain('camille')
  })

  test('says by its key what a program gave wrong', async () => {
    const { problems } = await load({
      options: { clients: [{ client_id: 'rp', client_secret: SECRET, redirect_uris: ['x'] }] },
    })
    expect(problems).toMatchObject([{ origin: 'options.clients.0.redirect_uris.0' }])
  })
})

test('what is allowed and will surprise is a warning', async () => {
  const more = [
    '  sector_identifier_uri: http://localhost:3000/sector',
    '  idp_filter: { mode: include, list: [nobody] }',
    '  hubs: [franceconnect-plus]',
    '  entity_id: x y',
    '  id_token_signed_response_alg: RS256',
    '  userinfo_signed_response_alg: null',
    '',
  ].join('\n')
  const hosts = CLIENTS.replace('/callback]', '/callback, http://127.0.0.1:3000/callback]')
  const { config, warnings } = await load({
    env: { DOUBLURE_CLIENTS: hosts + (CLIENTS + more).replace('rp', 'other') },
    files: { 'x.yaml': PERSON },
  })
  expect(config).toBeDefined()
  expect(warnings).toEqual([
    { origin: 'client "rp"', message: expect.stringContaining('sector_identifier_uri') },
    { origin: 'client "other"', message: expect.stringContaining('idp_filter names "nobody"') },
    { origin: 'client "other"', message: expect.stringContaining('FranceConnect takes https alone') },
    { origin: 'client "other"', message: expect.stringContaining('entity_id "x y" is none') },
    { origin: 'client "other"', message: expect.stringContaining('FranceConnect+ signs with ES256 alone') },
    {
      origin: 'client "other"',
      message: expect.stringContaining('FranceConnect+ signs userinfo all the same'),
    },
  ])
})

test.each([
  [{ host: '192.168.1.5' }, ['http://192.168.1.5:3615']],
  [{ host: 'fd00::5' }, ['http://[fd00::5]:3615']],
  [{ host: '192.168.1.5', public_url: 'http://my-machine:3615' }, []],
  [{ host: '0.0.0.0' }, []],
  [{ host: '::1' }, []],
  [{ host: '192.168.1.5', port: 0 }, []],
])('browsers that are told localhost where %j listens are warned of', async (options, meant) => {
  const { warnings } = await load({ options })
  const told = warnings.filter(({ message }) => message.includes('alone: say'))
  expect(told.map(({ message }) => /say (\S+),/.exec(message)?.[1])).toEqual(meant)
})

test.each([
  [{ public_url: 'http://localhost:4000' }, 1],
  [{ public_url: 'http://localhost' }, 1],
  [{ public_url: 'https://127.0.0.1:443', port: 80 }, 1],
  [{ public_url: 'http://localhost:80', port: 80 }, 0],
  [{ public_url: 'https://localhost', tls: { auto: true, port: 443 } }, 0],
  [{ public_url: 'https://localhost', port: 443, tls: { auto: true } }, 0],
  [{ public_url: 'https://hub.test' }, 0],
  [{}, 0],
])(
  'a public address of this machine by a port that nobody listens on is warned of: %j',
  async (options, count) => {
    const { warnings } = await load({ options, userData: '/home/dev/.local/share/doublure' })
    expect(warnings.filter(({ message }) => message.includes('forwards that port'))).toHaveLength(count)
  },
)

test.each([
  [{ public_url: 'https://fca.integ01.dev-agentconnect.fr' }, 'proconnect'],
  [{ public_url: 'http://pc.test:3615', hubs: [{ id: 'proconnect', host: 'pc.test:3615' }] }, 'proconnect'],
  [
    {
      public_url: 'https://fca.integ01.dev-agentconnect.fr',
      hubs: ['proconnect', { id: 'franceconnect', host: 'fca.integ01.dev-agentconnect.fr' }],
    },
    'franceconnect',
  ],
  [{ public_url: 'https://fca.integ01.dev-agentconnect.fr', hubs: ['franceconnect'] }, undefined],
  [{ public_url: 'http://pc.test:3616', hubs: [{ id: 'proconnect', host: 'pc.test:3615' }] }, undefined],
  [{ public_url: 'https://pc.test', hubs: [{ id: 'proconnect', host: 'pc.test:443' }] }, 'proconnect'],
  [{ public_url: 'http://pc.test:80', hubs: [{ id: 'proconnect', host: 'pc.test:80' }] }, 'proconnect'],
  [{ public_url: 'http://pc.test', hubs: [{ id: 'proconnect', host: 'pc.test:443' }] }, undefined],
  [{}, undefined],
] as const)(
  'a public address by a name of a hub, which hides the others, is warned of: %j',
  async (options, owner) => {
    const { warnings } = await load({ options })
    const [told] = warnings.filter(({ message }) => message.includes('hides every other'))
    expect(/is a name of ([a-z-]+),/.exec(told?.message ?? '')?.[1]).toBe(owner)
  },
)

describe('a port that browsers refuse', () => {
  test.each([
    [{ port: 6000 }, ['port']],
    [{ port: 3615, tls: { auto: true, port: 5061 } }, ['tls.port']],
    [{ port: 3615, public_url: 'https://hub.test:10080' }, ['public_url']],
    [{ port: 6000, public_url: 'https://hub.test' }, []],
    [{ port: 8080, tls: { auto: true, port: 443 } }, []],
    [{ port: 0 }, []],
  ])('in %j is told', async (options, origins) => {
    const { warnings } = await load({ options, userData: '/home/dev/.local/share/doublure' })
    expect(
      warnings.filter(({ message }) => message.includes('refuse to open port')).map(({ origin }) => origin),
    ).toEqual(origins)
  })

  test('is one that the fetch of Node.js refuses too', async () => {
    const causes = await Promise.all(
      [...badPorts].map((port) => fetch(`http://127.0.0.1:${port}/`).catch(({ cause }) => cause.message)),
    )
    expect(new Set(causes)).toEqual(new Set(['bad port']))
  })
})
