import { expect, test } from 'vitest'
import type { HubFacts } from '../../../../src/journey/visit.ts'
import { headers } from '../../../../src/platforms/proconnect/headers.ts'

const at = (base: string) => headers({ base } as HubFacts)

test('what https alone can bear stands on https alone', () => {
  const plain = at('http://localhost:3615/proconnect')
  const secure = at('https://hub.example')
  expect(plain).not.toHaveProperty('strict-transport-security')
  expect(plain['content-security-policy']).not.toContain('upgrade-insecure-requests')
  expect(secure['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  expect(secure['content-security-policy']).toContain(";upgrade-insecure-requests;connect-src 'self'")
})

test.each([
  'https://localhost:3615/proconnect',
  'https://127.0.0.1/proconnect',
  'https://hub.localhost/proconnect',
])('%s keeps no browser to https: the order would hold for every port of this machine', (base) => {
  expect(at(base)).not.toHaveProperty('strict-transport-security')
  expect(at(base)['content-security-policy']).not.toContain('upgrade-insecure-requests')
})
