import { z } from 'zod'

const alg = z.string().optional()

/** What a hub knew of a client, as a report needs it: without secrets and keys. */
export const savedRegistrationSchema = z.strictObject({
  hub: z.string(),
  as_of: z.string().describe('Date of the facts that the hub was served by.'),
  client_id: z.string(),
  client_name: z.string().optional(),
  redirect_uris: z.array(z.string()).readonly().optional(),
  scopes: z
    .array(z.string())
    .readonly()
    .optional()
    .describe('What the hub grants, its own default included.'),
  declared_scopes: z.array(z.string()).readonly().optional().describe('What the registration itself names.'),
  sector_identifier_uri: z.string().optional(),
  id_token_encrypted_response_alg: alg,
  userinfo_encrypted_response_alg: alg,
  id_token_signed_response_alg: alg,
  userinfo_signed_response_alg: alg.nullable().describe('null: plain JSON.'),
})

export type SavedRegistration = z.output<typeof savedRegistrationSchema>
