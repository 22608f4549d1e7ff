import { z } from 'zod'
import { text } from './fields.ts'

/** What the civil register (RNIPP) can answer about a citizen. */
export const civilRegisterAnswers = [
  'found',
  'deceased',
  'none',
  'one_echo',
  'several_echoes',
  'marital_name_only',
  'rejected',
  'timeout',
  'unreachable',
  'unusable',
] as const

const civilStatus = {
  given_names: z
    .array(text.min(1))
    .min(1)
    .describe('The given names one by one, when one of them holds a space'),
  family_name: text.describe('Birth name'),
  birthdate: text.describe('YYYY-MM-DD, YYYY-MM-00 (day unknown) or YYYY-00-00 (day and month unknown)'),
  gender: text.describe('male, female or unspecified'),
  birthplace: text.describe(
    'INSEE code (COG) of the commune for a birth in France; absent, empty or free text abroad',
  ),
  birthcountry: text.describe('INSEE code (COG) of the country, 99100 for France'),
}

/** A citizen's fields without their defaults. */
export const citizenFields = {
  ...civilStatus,
  preferred_username: text.describe('Usage name; left out, the person has none'),
  levels: z
    .array(z.enum(['eidas1', 'eidas2', 'eidas3']))
    .min(1)
    .describe('Levels this person can reach; default: what the identity provider gives'),
  civil_register: z.enum(civilRegisterAnswers).describe('What the civil register answers about this person'),
  civil_identity: z
    .strictObject(civilStatus)
    .partial()
    .describe('What the civil register knows when it differs from what the identity provider sends'),
  blocked_identity_providers: z
    .array(text.min(1))
    .describe('Identity providers that this person blocked in their preferences'),
}

/** What a citizen is when the file does not say. */
export const citizenDefaults = {
  civil_register: citizenFields.civil_register.default('found'),
  blocked_identity_providers: citizenFields.blocked_identity_providers.default([]),
}
