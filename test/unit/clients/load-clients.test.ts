import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadClients } from '../../../src/clients/load-clients.ts'
import { parseDocument } from '../../../src/lib/document.ts'

const hubIds = [
  'franceconnect',
  'franceconnect-plus',
  'proconnect',
  'proconnect-rie',
  'agentconnect',
  'agentconnect-rie',
]
const SECRET = 'a-secret-of-more-than-thirty-two-characters'

const load = (text: string) => loadClients(parseDocument('clients.yaml', text), hubIds)

/** A registration in YAML, without problem. */
const registration = (client_id: string, ...more: string[]) =>
  [
    `- client_id: ${client_id}`,
    `  client_secret: ${SECRET}`,
    '  redirect_uris: [http://localhost:3000/callback]',
    ...more.map((line) => `  ${line}`),
    '',
  ].join('\n')

describe('a list of registrations', () => {
  test('is read in its order', () => {
    const { clients, problems } = load(registration('one') + registration('two'))
    expect(problems).toEqual([])
    expect(clients.map(({ client_id }) => client_id)).toEqual(['one', 'two'])
  })

  test('may be JSON', () => {
    const json = JSON.stringify([
      { client_id: 'one', client_secret: SECRET, redirect_uris: ['http://a.example'] },
    ])
    expect(load(json).clients).toHaveLength(1)
  })

  test('may be empty', () => {
    expect(load('')).toEqual({ clients: [], problems: [] })
    expect(load('[]')).toEqual({ clients: [], problems: [] })
  })

  test('gives its good registrations beside the problems of the others', () => {
    const { clients, problems } = load(`${registration('good')}- client_id: bad\n`)
    expect(clients.map(({ client_id }) => client_id)).toEqual(['good'])
    expect(problems.map(({ origin }) => origin)).toEqual(['clients.yaml:4', 'clients.yaml:4'])
  })
})

describe('a problem', () => {
  test('says the line of bad YAML', () => {
    const { problems } = load('- client_id: [one\n- client_secret')
    expect(problems[0]?.origin).toMatch(/^clients\.yaml:\d+$/)
  })

  test('says that a mapping is not a list', () => {
    expect(load('client_id: one\n').problems).toEqual([
      {
        origin: expect.stringMatching(/^clients\.yaml/),
        message: expect.stringContaining('expected a list of registrations'),
      },
    ])
  })

  test('says the line of an unknown key, and the key that was meant', () => {
    expect(load(registration('one', 'post_logout_redirect_uri: http://a.example')).problems).toEqual([
      {
        origin: 'clients.yaml:4',
        message: 'unknown key "post_logout_redirect_uri"; did you mean "post_logout_redirect_uris"?',
      },
    ])
  })

  test('says the line of one redirect URI among several', () => {
    const text = [
      '- client_id: one',
      `  client_secret: ${SECRET}`,
      '  redirect_uris:',
      '    - http://localhost:3000/callback',
      '    - localhost:3000/other',
    ].join('\n')
    expect(load(text).problems).toEqual([
      {
        origin: 'clients.yaml:5',
        message: expect.stringMatching(/^redirect_uris\.1: "localhost:3000\/other"/),
      },
    ])
  })

  test('says the line of an unknown hub, and the hub that was meant', () => {
    expect(load(registration('one', 'hubs: [franceconect]')).problems).toEqual([
      {
        origin: 'clients.yaml:4',
        message: expect.stringMatching(/^unknown hub "franceconect".*did you mean "franceconnect"/),
      },
    ])
  })

  test('says both lines of a client registered twice on a hub', () => {
    const [first, second] = [
      registration('one', 'hubs: [proconnect]'),
      registration('one', 'hubs: [franceconnect, proconnect]'),
    ]
    expect(load(first + second).problems).toEqual([
      {
        origin: 'clients.yaml:5',
        message: expect.stringMatching(/^client "one" is already registered at clients\.yaml:1;/),
      },
    ])
  })

  test('says that a client without hubs is on every hub already', () => {
    const problems = load(registration('one') + registration('one', 'hubs: [proconnect]')).problems
    expect(problems).toEqual([
      { origin: 'clients.yaml:4', message: expect.stringContaining('already registered') },
    ])
  })

  test('is told alone for a client of no hub, whose name nobody else has', () => {
    expect(load(registration('one', 'hubs: []')).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('expected at least one hub'),
    ])
  })

  test('is not that one client_id is registered on two hubs apart', () => {
    const text = registration('one', 'hubs: [proconnect]') + registration('one', 'hubs: [franceconnect]')
    expect(load(text)).toMatchObject({
      clients: [{ hubs: ['proconnect'] }, { hubs: ['franceconnect'] }],
      problems: [],
    })
  })

  test('never comes alone when there are several', () => {
    const { problems } = load(
      `${registration('one', 'hubs: [nowhere]', 'colour: blue')}${registration('one')}`,
    )
    expect(problems).toHaveLength(3)
  })
})

describe('the demonstration clients', () => {
  const text = readFileSync(new URL('../../../fixtures/clients.yaml', import.meta.url), 'utf8')
  const { clients, problems } = load(text)

  test('have no problem', () => {
    expect(problems).toEqual([])
  })

  test.each(hubIds)('offer on %s the client demo, with the addresses of the demonstration service', (hub) => {
    const demo = clients.find(({ client_id, hubs }) => client_id === 'demo' && hubs?.includes(hub))
    expect(demo?.redirect_uris).toEqual(
      expect.arrayContaining(['http://localhost:3000/callback', `http://localhost:3000/${hub}/callback`]),
    )
    expect(demo?.post_logout_redirect_uris).toEqual(
      expect.arrayContaining([
        'http://localhost:3000/logout-callback',
        `http://localhost:3000/${hub}/logout-callback`,
      ]),
    )
  })

  test.each(['RS256', 'ES256'] as const)(
    'include a client signed with %s on every hub that has it',
    (alg) => {
      const signed = clients.filter(
        ({ id_token_signed_response_alg }) => id_token_signed_response_alg === alg,
      )
      const expected = alg === 'RS256' ? hubIds.filter((hub) => hub !== 'franceconnect-plus') : hubIds
      expect(new Set(signed.flatMap(({ hubs = [] }) => hubs))).toEqual(new Set(expected))
    },
  )

  test('include an encrypting client whose private key is shipped', () => {
    const published = clients.find(({ client_id }) => client_id === 'demo-encrypted')?.jwks?.keys[0]
    const shipped = JSON.parse(
      readFileSync(new URL('../../../fixtures/keys/demo-encryption.json', import.meta.url), 'utf8'),
    )
    const { kty, crv, x, y } = createPublicKey({ key: shipped.keys[0], format: 'jwk' }).export({
      format: 'jwk',
    })
    expect(published).toMatchObject({ kty, crv, x, y, kid: shipped.keys[0].kid })
    expect(shipped.warning).toContain('INSECURE')
  })
})
