import { z } from 'zod'
import { claimFormats } from './formats.ts'

/** Text of a persona file; codes such as `75107` are text too, and YAML reads them as numbers without quotes. */
export const text = z.string({
  error: ({ input }) =>
    typeof input === 'number'
      ? `received the number ${input}, expected text: put quotes around it`
      : input === undefined
        ? 'is missing, text is expected'
        : `received ${JSON.stringify(input)}, expected text`,
})

/** What an identity provider does wrong when a person logs in there; `ok`: nothing. */
export const identityProviderAnswers = [
  'ok',
  'no_sub',
  'token_failed',
  'userinfo_failed',
  'malformed_token',
] as const

const formatted = Object.keys(claimFormats) as (keyof typeof claimFormats)[]

/** The fields that citizens and agents share, without their defaults: what a platform may override. */
export const commonFields = {
  label: text.min(1).describe('Name shown on the persona choice; default: the given and family names'),
  story: text.min(1).describe('One sentence: why this person exists, what they let a client try'),
  story_fr: text.min(1).describe('The same sentence in French, for pages in French; default: story'),
  idp_id: text.min(1).describe('Identity provider preselected for this person'),
  identity_provider_answer: z
    .enum(identityProviderAnswers)
    .describe('What the identity provider does wrong when this person logs in'),
  blocked: z.boolean().describe('The hub has deactivated the account: the login is refused'),
  email: text.describe('E-mail address; left out, the identity provider sends none'),
  given_name: text.describe('All given names, separated by spaces'),
  phone_number: text.describe('Telephone number'),
  acr: text
    .nullable()
    .describe(
      'What the identity provider answers, whatever was asked; null: no acr; default: what was asked',
    ),
  amr: z
    .array(text)
    .nullable()
    .describe('How the person authenticated; null: no amr; default: that of the identity provider'),
  custom: z
    .record(z.string(), z.json())
    .describe("Extra members of the identity provider's userinfo; they land in the claim custom"),
  unchecked: z.array(z.enum(formatted)).describe('Claims that are wrong on purpose, not to be checked'),
}

/** What anyone is when the file does not say. */
export const commonDefaults = {
  identity_provider_answer: commonFields.identity_provider_answer.default('ok'),
  blocked: commonFields.blocked.default(false),
  custom: commonFields.custom.default({}),
  unchecked: commonFields.unchecked.default([]),
}
