import { describe, expect, test } from 'vitest'
import { configSchema } from '../../../src/config/config.ts'
import { configJsonSchema } from '../../../src/config/config-json-schema.ts'
import { hubIds } from './load.ts'

const schema = configSchema(hubIds)

const problemsOf = (written: unknown): string[] =>
  schema.safeParse(written).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('the settings', () => {
  test('all have a default', () => {
    expect(schema.parse({})).toMatchObject({
      port: 3615,
      host: '127.0.0.1',
      hubs: hubIds.map((id) => ({ id })),
      strictness: 'strict',
      control: { open: false },
      journal: { size: 1000 },
      show_secrets: false,
      log: 'line',
      trust_proxy: false,
    })
  })

  test('name a hub by its id, or by a mapping that says more', () => {
    const { hubs } = schema.parse({
      hubs: ['proconnect', { id: 'agentconnect', as_of: '2024-04-30', host: 'Agents.test' }],
    })
    expect(hubs).toEqual([
      { id: 'proconnect', quirks: { post_authorize: 'documented', lifetimes: 'code' } },
      {
        id: 'agentconnect',
        as_of: '2024-04-30',
        host: 'agents.test',
        quirks: { post_authorize: 'documented', lifetimes: 'code' },
      },
    ])
  })

  test.each(['2024-04-30', '2024-04', '2024-02-29'])('take %s as a day or month to double', (as_of) => {
    expect(problemsOf({ hubs: [{ id: 'proconnect', as_of }] })).toEqual([])
  })

  test.each([
    ['https://hubs.test:8443/', 'https://hubs.test:8443'],
    ['http://Localhost:80', 'http://localhost'],
    ['HTTPS://hubs.test:443', 'https://hubs.test'],
    ['http://élus.test', 'http://xn--lus-9la.test'],
    ['http://[::0001]:3615', 'http://[::1]:3615'],
  ])('keep the public address %s as browsers write it', (written, kept) => {
    expect(schema.parse({ public_url: written }).public_url).toBe(kept)
  })

  test('take an address to listen on with the brackets that it has elsewhere', () => {
    expect(schema.parse({ host: '[::1]' }).host).toBe('::1')
  })

  test.each([
    'redis-sentinel://localhost:26379/mymaster',
    'redis://a:6379,b:6379',
    'redis://:p@ss/w0rd@localhost',
    'redis://:100%@localhost',
    'valkey://localhost',
  ])('say of the store %s what an address is, and nothing of what was given', (store) => {
    const [problem, ...others] = problemsOf({ store })
    expect(others).toEqual([])
    expect(problem).toMatch(/^store.*no sentinel and no cluster.*@ is %40/)
    expect(problem).not.toMatch(/w0rd|100%|mymaster/)
  })

  test.each([
    ['port', 'http'],
    ['port', 65_536],
    ['port', 80.5],
    ['host', ''],
    ['public_url', 'localhost:3615'],
    ['public_url', 'http://localhost:3615/hubs'],
    ['public_url', 'http://user@localhost'],
    ['hubs', []],
    ['hubs', 'proconnect'],
    ['clients', 3],
    ['personas', true],
    ['strictness', 'lenient'],
    ['journal', { size: 0 }],
    ['control', { token: 'short' }],
    ['control', true],
    ['show_secrets', 'yes'],
    ['log', 'xml'],
  ])('refuse %s: %j', (key, value) => {
    expect(problemsOf({ [key]: value })).toEqual([expect.stringMatching(new RegExp(`^${key}.*expected`))])
  })

  test.each([
    [{ id: 'proconnect', as_of: '2023-02-29' }, 'as_of'],
    [{ id: 'proconnect', as_of: 'yesterday' }, 'as_of'],
    [{ id: 'proconnect', issuer: 'proconnect' }, 'issuer'],
    [{ id: 'proconnect', issuer: 'https://hub.test/api/v2/' }, 'issuer'],
    [{ id: 'proconnect', host: 'http://hub.test' }, 'host'],
    [{ id: 'proconnect', quirks: { lifetimes: 'long' } }, 'quirks.lifetimes'],
    [{ id: 'proconnect', redirect_uri_policy: 'any' }, 'redirect_uri_policy'],
    [{ id: 'proconnect', keys: 3 }, 'keys'],
    [{ as_of: '2024-04-30' }, 'id'],
  ])('refuse the hub %j', (hub, key) => {
    expect(problemsOf({ hubs: ['agentconnect', hub] })).toEqual([
      expect.stringMatching(new RegExp(`^hubs\\.1\\.${key}: `)),
    ])
  })

  test.each([
    ['s', '1 character was given'],
    ['', '0 characters were given'],
    ['short', '5 characters were given'],
  ])('count the characters of the token "%s", which is too short', (token, message) => {
    expect(problemsOf({ control: { token } })).toEqual([`control.token: ${message}, expected at least 8`])
  })

  test('say which hub was meant by an unknown id', () => {
    expect(problemsOf({ hubs: ['pro-connect'] })).toEqual([
      expect.stringMatching(
        /^hubs\.0\.id: unknown hub "pro-connect", expected one of franceconnect, .*did you mean "proconnect"\?$/,
      ),
    ])
  })
})

describe('the JSON Schema of the configuration', () => {
  const { properties, additionalProperties, ...rest } = configJsonSchema(hubIds) as {
    properties: Record<
      string,
      { description?: string; anyOf?: { items?: object }[]; items?: { anyOf?: object[] } }
    >
    additionalProperties: boolean
    required?: string[]
  }

  test('requires nothing and allows nothing unknown', () => {
    expect(rest.required).toBeUndefined()
    expect(additionalProperties).toBe(false)
  })

  test('describes every setting', () => {
    expect(Object.keys(properties)).toEqual(Object.keys(schema.shape))
    for (const [key, { description }] of Object.entries(properties)) expect(description, key).toMatch(/\.$/)
  })

  test('says that a hub is one of the known ids, or a mapping with such an id', () => {
    expect(properties.hubs?.items?.anyOf).toMatchObject([
      { type: 'string', enum: hubIds },
      { type: 'object', properties: { id: { enum: hubIds } }, required: ['id'] },
    ])
  })

  test.each([
    ['clients', 'redirect_uris'],
    ['identity_providers', 'email_domains'],
  ])('says what the list of %s may hold', (key, field) => {
    const [path, list] = properties[key]?.anyOf ?? []
    expect(path).toMatchObject({ type: 'string' })
    expect(list?.items).toHaveProperty(['properties', field])
  })

  test('says that people are citizens or agents', () => {
    expect(JSON.stringify(properties.personas?.anyOf?.[1])).toMatch(/"const":"citizen".*"const":"agent"/)
  })
})
