import { generateKeyPairSync } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { load } from './load.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'jwk' })

/** Loads one hub whose keys stand in a file beside the configuration. */
const loadWithKeys = (keys: unknown) =>
  load({
    files: {
      'doublure.yaml': 'hubs:\n  - id: proconnect\n    keys: ./keys.json\n',
      'keys.json': typeof keys === 'string' ? keys : JSON.stringify(keys),
    },
  })

describe('the strictness of a hub', () => {
  test('is its own, or that of all', async () => {
    const { config } = await load({
      files: {
        'doublure.yaml':
          'strictness: observe\nhubs: [proconnect, { id: agentconnect, strictness: strict }]\n',
      },
    })
    expect(config?.hubs).toMatchObject([
      { id: 'proconnect', strictness: 'observe' },
      { id: 'agentconnect', strictness: 'strict' },
    ])
  })
})

describe('the keys of a hub', () => {
  test('are read from their file, the name and algorithm that they lack being added', async () => {
    const { config } = await loadWithKeys({ keys: [ec, { ...rsa, kid: 'mine', use: 'sig' }] })
    expect(config?.hubs[0]?.keys?.keys).toMatchObject([
      { ...ec, alg: 'ES256', kid: await calculateJwkThumbprint(ec) },
      { ...rsa, alg: 'RS256', kid: 'mine', use: 'sig' },
    ])
  })

  test('may be written in the configuration', async () => {
    const { config } = await load({ options: { hubs: [{ id: 'proconnect', keys: { keys: [rsa] } }] } })
    expect(config?.hubs[0]?.keys?.keys).toMatchObject([{ kid: await calculateJwkThumbprint(rsa) }])
  })

  test('are the shipped ones when none are given', async () => {
    expect((await load()).config?.hubs[0]).not.toHaveProperty('keys')
  })

  const publicOnly = { kty: ec.kty, crv: ec.crv, x: ec.x, y: ec.y }
  test.each([
    ['a public key', { keys: [publicOnly] }, /^keys\.0: expected a usable private key/],
    ['a curve that no hub signs with', { keys: [p384] }, /^keys\.0: expected a usable private key/],
    ['a broken key', { keys: [{ ...rsa, n: 'broken' }] }, /^keys\.0: expected a usable private key/],
    [
      'an algorithm that does not go with the key',
      { keys: [{ ...ec, alg: 'RS256' }] },
      /^keys\.0\.alg: .*ES256 with EC/,
    ],
    [
      'a shared secret',
      { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] },
      /^keys\.0\.kty: "oct" was given, expected a signing key/,
    ],
    ['no key', { keys: [] }, /^keys: an empty list was given/],
    ['a key alone', ec, /^keys: expected a list of private keys/],
  ])('are refused when they are %s, without showing them', async (_, keys, message) => {
    const { config, problems } = await loadWithKeys(keys)
    expect(config).toBeUndefined()
    expect(problems).toContainEqual({ origin: 'keys.json:1', message: expect.stringMatching(message) })
    expect(JSON.stringify(problems)).not.toContain(rsa.d)
    expect(JSON.stringify(problems)).not.toContain(ec.d)
  })

  test('are named with the line of the setting when their file cannot be read', async () => {
    const { problems } = await load({
      files: { 'doublure.yaml': 'hubs:\n  - id: proconnect\n    keys: ./none.json\n' },
    })
    expect(problems).toEqual([
      { origin: 'doublure.yaml:3', message: 'hubs.0.keys: cannot read none.json: it does not exist' },
    ])
  })
})

describe('a hub given twice', () => {
  test('is refused at its second line', async () => {
    const { problems } = await load({
      files: { 'doublure.yaml': 'hubs:\n  - proconnect\n  - agentconnect\n  - id: proconnect\n' },
    })
    expect(problems).toEqual([
      { origin: 'doublure.yaml:4', message: expect.stringContaining('id "proconnect" is given twice') },
    ])
  })

  test('is refused in a variable too', async () => {
    const { problems } = await load({ env: { DOUBLURE_HUBS: 'proconnect,proconnect' } })
    expect(problems).toMatchObject([{ origin: 'DOUBLURE_HUBS' }])
  })

  test('is refused by its host name', async () => {
    const { problems } = await load({
      options: {
        hubs: [
          { id: 'proconnect', host: 'hub.test' },
          { id: 'agentconnect', host: 'HUB.test' },
        ],
      },
    })
    expect(problems).toMatchObject([
      { origin: 'options.hubs.1', message: expect.stringContaining('host "hub.test"') },
    ])
  })
})
