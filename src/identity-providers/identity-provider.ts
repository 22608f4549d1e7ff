// Where people log in: the identity providers that each hub offers, as files and as a living set.
import { z } from 'zod'
import type { HubId } from '../lib/hub-id.ts'
import { siretDefect } from '../lib/luhn.ts'

const word = z.string().min(1)

const domain = z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: ({ input }) =>
    `received "${input}", expected the part of an e-mail address after the @, in lower case`,
})

const siret = z
  .string({ error: ({ input }) => `received ${JSON.stringify(input)}, expected 14 digits between quotes` })
  .superRefine((value, to) => {
    const message = siretDefect(value)
    if (message !== undefined) to.addIssue({ code: 'custom', message })
  })

/** One identity provider of one hub. Unknown keys are refused. */
export const identityProviderSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, {
      error: ({ input }) =>
        `received "${input}", expected 1 to 64 letters, digits, dots, hyphens, underscores`,
    })
    .describe('Its one name: providerUid, idp_hint, idp_filter, Doublure-Idp, the claim idp_id'),
  hub: word.describe('Hub that offers it'),
  title: word.describe('Name that people read on the chooser'),
  email_domains: z.array(domain).default([]).describe('E-mail domains that ProConnect routes to it'),
  active: z.boolean().default(true).describe('false: shown but refused (FranceConnect disables its button)'),
  displayed: z.boolean().default(true).describe('false: absent from the chooser, still reached by idp_hint'),
  default: z.boolean().default(false).describe('Takes the e-mail domains that no other provider claims'),
  routing_enabled: z
    .boolean()
    .default(true)
    .describe('false: its domains lead to it only for addresses whose local part ends with +proconnect'),
  mfa_compliant: z.boolean().default(false).describe('Can ask for a second factor itself'),
  reachable: z.boolean().default(true).describe('false: its discovery cannot be fetched'),
  network: z.enum(['internet', 'rie']).default('internet').describe('Network that it lives on'),
  levels: z.array(word).default([]).describe('Values of acr that it can answer; empty: all'),
  amr: z.array(word).default([]).describe('How people authenticate there; what it answers as amr'),
  siret: siret.optional().describe('SIRET (14 digits) it stands in for people who have none'),
  allowed_email_domains: z
    .array(domain)
    .optional()
    .describe('Addresses of other domains are refused when they come from it; default: none is'),
  end_session: z.boolean().default(true).describe('Has a logout address'),
  beta: z.boolean().default(false).describe('Bears a BETA badge on the chooser'),
  confirmation: word.optional().describe('Question asked before people leave for it; default: none'),
})

/** Where people log in: one identity provider of one hub. */
export type IdentityProvider = z.output<typeof identityProviderSchema>

/** An identity provider as a person or a program writes it. */
export type IdentityProviderInput = Omit<z.input<typeof identityProviderSchema>, 'hub'> & { hub: HubId }
