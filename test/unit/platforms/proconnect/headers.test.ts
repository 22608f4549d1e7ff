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
