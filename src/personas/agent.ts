import { z } from 'zod'
import { text } from './fields.ts'

/** An agent's fields without their defaults. */
export const agentFields = {
  usual_name: text.describe('Name used at work'),
  uid: text.describe('Stable identifier of the person at the identity provider'),
  siret: text.describe('SIRET (14 digits) of the organisation'),
  siren: text.describe('SIREN (9 digits), the first nine of the SIRET'),
  belonging_population: text.describe('agent, prestataire, partenaire or stagiaire'),
  organizational_unit: text.describe('Office, team or department'),
  'chorusdt:matricule': text.describe('Number of the agent in Chorus DT'),
  'chorusdt:societe': text.describe('Company code of the agent in Chorus DT'),
  organisations: z.array(text).describe('Further SIRETs the person may choose at the identity provider'),
  identities: z
    .array(z.strictObject({ idp_id: text.min(1), sub: text.min(1) }))
    .describe('What identity providers call this person, when several know one same account'),
  network: z.enum(['internet', 'rie']).describe('The only network this person is on; default: both'),
}

/** What an agent is when the file does not say. */
export const agentDefaults = {
  organisations: agentFields.organisations.default([]),
  identities: agentFields.identities.default([]),
}
