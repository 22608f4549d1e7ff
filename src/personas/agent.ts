import { z } from 'zod'
import { commonFields, text } from './fields.ts'
import { agentFormats } from './formats.ts'

const formatted = Object.keys(agentFormats) as (keyof typeof agentFormats)[]

const fields = {
  ...commonFields,
  usual_name: text.describe('Name used at work'),
  uid: text.describe('Stable identifier of the person at the identity provider'),
  siret: text.describe('SIRET (14 digits) of the organisation'),
  siren: text.describe('SIREN (9 digits), the first nine of the SIRET'),
  belonging_population: text.describe('agent, prestataire, partenaire or stagiaire'),
  organizational_unit: text.describe('Office, team or department'),
  'chorusdt:matricule': text.describe('Number of the agent in Chorus DT'),
  'chorusdt:societe': text.describe('Company code of the agent in Chorus DT'),
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
  organisations: z.array(text).describe('Further SIRETs the person may choose at the identity provider'),
  identities: z
    .array(z.strictObject({ idp_id: text.min(1), sub: text.min(1) }))
    .describe('What identity providers call this person, when several know one same account'),
  network: z.enum(['internet', 'rie']).describe('The only network this person is on; default: both'),
  unchecked: z.array(z.enum(formatted)).describe('Claims that are wrong on purpose'),
}

/** What one platform alone sees of an agent. */
export const agentOverrideSchema = z.strictObject(fields).partial()

/** An agent's fields with their defaults; every claim is optional, a person without SIRET is a case to try. */
export const agentShape = {
  ...agentOverrideSchema.shape,
  kind: z.literal('agent').describe('An agent logs in with ProConnect or AgentConnect'),
  label: fields.label,
  identity_provider_answer: fields.identity_provider_answer.default('ok'),
  blocked: fields.blocked.default(false),
  custom: fields.custom.default({}),
  organisations: fields.organisations.default([]),
  identities: fields.identities.default([]),
  unchecked: fields.unchecked.default([]),
  platforms: z
    .record(z.string(), agentOverrideSchema)
    .default({})
    .describe('By platform or hub id: the fields that are otherwise there'),
}
