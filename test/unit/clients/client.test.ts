import { describe, expect, test } from 'vitest'
import {
  type ClientInput,
  clientJsonSchema,
  clientSchema,
  isDataProvider,
} from '../../../src/clients/client.ts'

const SECRET = 'a-secret-of-more-than-thirty-two-characters'
const PUBLIC_KEY = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }

const client = {
  client_id: 'rp',
  client_secret: SECRET,
  redirect_uris: ['http://localhost:3000/callback'],
} satisfies ClientInput

/** Path and message of everything wrong in a registration. */
const problemsOf = (registration: unknown): string[] =>
  clientSchema
    .safeParse(registration)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('a registration', () => {
  test('takes our defaults where it says nothing, and leaves to each hub what is the hub’s', () => {
    expect(clientSchema.parse(client)).toEqual({
      ...client,
      client_name: 'rp',
      post_logout_redirect_uris: [],
      active: true,
      identity_consent: false,
      idp_filter: { mode: 'exclude', list: [] },
    })
  })

  test('keeps every redirect URI exactly as it was written', () => {
    const uris = ['http://LOCALHOST:3000', 'https://rp.example/callback?a=b&c', 'http://127.0.0.1/']
    expect(clientSchema.parse({ ...client, redirect_uris: uris }).redirect_uris).toEqual(uris)
  })

  test('may ask for a plain userinfo with null', () => {
    expect(clientSchema.parse({ ...client, userinfo_signed_response_alg: null })).toHaveProperty(
      'userinfo_signed_response_alg',
      null,
    )
  })

  test('reads e-mail domains in lower case', () => {
    const { allowed_email_domains } = clientSchema.parse({
      ...client,
      allowed_email_domains: ['Beta.Gouv.fr'],
    })
    expect(allowed_email_domains).toEqual(['beta.gouv.fr'])
  })

  test('may be given back to the schema without change', () => {
    const parsed = clientSchema.parse(client)
    expect(clientSchema.parse(parsed)).toEqual(parsed)
  })
})

describe('a registration is refused', () => {
  test('when its secret is shorter than the hubs accept, naming the rule and never the secret', () => {
    const [problem, ...others] = problemsOf({ ...client, client_secret: 'short-secret' })
    expect(problem).toMatch(/^client_secret: 12 characters were given, expected at least 32: .*FranceConnect/)
    expect(problem).not.toContain('short-secret')
    expect(others).toEqual([])
  })

  test('when its secret is one character, which is counted as one', () => {
    const [problem] = problemsOf({ ...client, client_secret: 's' })
    expect(problem).toMatch(/^client_secret: 1 character was given, expected at least 32: /)
  })

  test('for each redirect URI that is not an absolute http(s) URI, saying which', () => {
    const redirect_uris = [
      'localhost:3000/callback',
      'http://localhost:3000',
      '/callback',
      'myapp://callback',
    ]
    expect(problemsOf({ ...client, redirect_uris })).toEqual([
      expect.stringMatching(
        /^redirect_uris\.0: "localhost:3000\/callback" was given, expected an absolute http/,
      ),
      expect.stringMatching(/^redirect_uris\.2: "\/callback" was given/),
      expect.stringMatching(/^redirect_uris\.3: "myapp:\/\/callback" was given/),
    ])
  })

  test.each(['redirect_uris', 'post_logout_redirect_uris'])('for a fragment in %s', (field) => {
    const [problem] = problemsOf({ ...client, [field]: ['http://localhost:3000/#here'] })
    expect(problem).toMatch(/expected a URI without a fragment/)
  })

  test.each([
    ['client_id', ''],
    ['client_id', 'x'.repeat(257)],
    ['client_id', '__proto__'],
    ['client_id', 'constructor'],
    ['id_token_signed_response_alg', 'none'],
    ['userinfo_signed_response_alg', 'RS512'],
    ['id_token_encrypted_response_enc', 'A128CBC-HS256'],
    ['hubs', []],
    ['type', 'confidential'],
    ['active', 'yes'],
    ['allowed_email_domains', ['someone@example.org']],
    ['response_types', ['token']],
    ['grant_types', ['implicit']],
    ['strictness', 'lenient'],
    ['idp_filter', { mode: 'only', list: [] }],
  ])('for %s: %j', (field, value) => {
    expect(problemsOf({ ...client, [field]: value }).join()).toContain(field)
  })

  test('for a key that no registration has', () => {
    expect(
      clientSchema.safeParse({ ...client, redirect_uri: 'http://a.example' }).error?.issues,
    ).toMatchObject([{ code: 'unrecognized_keys', keys: ['redirect_uri'] }])
  })

  test('when a response is encrypted to no key', () => {
    const encrypted = {
      id_token_encrypted_response_alg: 'ECDH-ES',
      id_token_encrypted_response_enc: 'A256GCM',
    }
    expect(problemsOf({ ...client, ...encrypted })).toEqual([
      expect.stringMatching(/^jwks: .*expected jwks or jwks_uri/),
    ])
    expect(problemsOf({ ...client, ...encrypted, jwks: { keys: [PUBLIC_KEY] } })).toEqual([])
    expect(problemsOf({ ...client, ...encrypted, jwks_uri: 'http://localhost:3000/jwks' })).toEqual([])
  })

  test('when only half of an encryption is said', () => {
    const jwks = { keys: [PUBLIC_KEY] }
    expect(problemsOf({ ...client, jwks, userinfo_encrypted_response_alg: 'RSA-OAEP' })).toEqual([
      expect.stringMatching(/^userinfo_encrypted_response_alg: it needs userinfo_encrypted_response_enc/),
    ])
    expect(problemsOf({ ...client, jwks, userinfo_encrypted_response_enc: 'A256GCM' })).toEqual([
      expect.stringMatching(/^userinfo_encrypted_response_enc: it needs userinfo_encrypted_response_alg/),
    ])
  })

  test('when its jwks holds a private key', () => {
    expect(problemsOf({ ...client, jwks: { keys: [{ ...PUBLIC_KEY, d: 'private' }] } })).toEqual([
      expect.stringMatching(/^jwks\.keys\.0: the member "d" makes this a private key/),
    ])
  })

  test('when it has both jwks and jwks_uri', () => {
    const both = { jwks: { keys: [PUBLIC_KEY] }, jwks_uri: 'http://localhost:3000/jwks' }
    expect(problemsOf({ ...client, ...both })).toEqual([
      expect.stringMatching(/^jwks_uri: jwks is given too/),
    ])
  })

  test('with everything that is wrong at once, fields and what ties them', () => {
    const problems = problemsOf({ client_id: 3, redirect_uris: [], jwks_uri: 'nowhere', hubs: [] })
    expect(problems.map((problem) => problem.replace(/:.*/, ''))).toEqual([
      'client_id',
      'client_secret',
      'hubs',
      'jwks_uri',
      'redirect_uris',
    ])
  })
})

describe('a data provider', () => {
  const dataProvider = { ...client, redirect_uris: [], response_types: [], grant_types: [] }

  test('has no redirect URI, no response type and no grant type', () => {
    expect(isDataProvider(clientSchema.parse(dataProvider))).toBe(true)
    expect(isDataProvider(clientSchema.parse(client))).toBe(false)
  })

  test('is not what a client becomes by forgetting its redirect URIs', () => {
    const problem = /^redirect_uris: an empty list was given.*a data provider/
    expect(problemsOf({ ...client, redirect_uris: [] })).toEqual([expect.stringMatching(problem)])
    expect(problemsOf({ ...dataProvider, grant_types: undefined })).toEqual([expect.stringMatching(problem)])
  })
})

test('the JSON Schema describes every field, and requires only those without a default', () => {
  const { properties = {}, required, additionalProperties } = clientJsonSchema()
  expect(required).toEqual(['client_id', 'client_secret', 'redirect_uris'])
  expect(additionalProperties).toBe(false)
  for (const [name, property] of Object.entries(properties)) {
    expect(property, name).toHaveProperty('description', expect.stringMatching(/\.$/))
  }
})
