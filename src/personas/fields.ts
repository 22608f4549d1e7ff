import { z } from 'zod'

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

/** The fields that citizens and agents share, without their defaults: what a platform may override. */
export const commonFields = {
  label: text.min(1).describe('Name shown on the persona choice; default: the given and family names'),
  story: text.min(1).describe('One sentence: why this person exists, what they let a client try'),
  idp_id: text.min(1).describe('Identity provider preselected for this person'),
  identity_provider_answer: z
    .enum(identityProviderAnswers)
    .describe('What the identity provider does wrong when this person logs in'),
  blocked: z.boolean().describe('The hub has deactivated the account: the login is refused'),
  email: text.describe('E-mail address; left out, the identity provider sends none'),
  given_name: text.describe('All given names, separated by spaces'),
  phone_number: text.describe('Telephone number'),
}
