import { expect, test } from 'vitest'
import type { IdentityProvider } from '../../../../src/identity-providers/identity-provider.ts'
import type { Interaction } from '../../../../src/journey/visit.ts'
import { askedLevels, levelObjection, levelRefusal } from '../../../../src/platforms/agentconnect/levels.ts'

test.each([
  [undefined, 'eidas1'],
  ['eidas1', 'eidas1'],
  ['unknown', 'eidas1'],
  ['eidas2', 'eidas2'],
  ['eidas1 eidas3', 'eidas3'],
])('acr_values=%s asks %s', (acr_values, asked) => {
  expect(askedLevels(acr_values)).toBe(asked)
  const objection = levelObjection({ params: { acr_values } } as unknown as Interaction)
  expect(objection?.error).toBe(asked === 'eidas1' ? undefined : 'invalid_acr')
})

test.each<[string | undefined, string[], string | undefined]>([
  ['eidas1', [], undefined],
  ['eidas3', [], undefined],
  ['eidas2', ['eidas1', 'eidas2'], undefined],
  ['eidas3', ['eidas1', 'eidas2'], 'Y020018'],
  ['eidas2', ['eidas1'], 'Y020018'],
  ['eidas0', [], 'Y020001'],
  ['unknown', [], 'Y020001'],
  ['', [], 'Y020030'],
  [undefined, [], 'Y020030'],
])('a provider that answers %s and may reach %j is refused with %s', (acr, levels, code) => {
  expect(levelRefusal(acr, { levels } as unknown as IdentityProvider)?.code).toBe(code)
})
