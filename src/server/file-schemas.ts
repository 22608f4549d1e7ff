import { clientJsonSchema } from '../clients/client.ts'
import { configJsonSchema } from '../config/config-json-schema.ts'
import { personaJsonSchema } from '../personas/schema.ts'
import { hubIds } from '../platforms/index.ts'
import { scenarioJsonSchema } from '../scenarios/scenario.ts'

/** JSON Schemas of the files that people write, by name; each is made when it is asked for. */
export const fileSchemas: Readonly<Record<string, () => object>> = {
  config: () => configJsonSchema(hubIds),
  client: clientJsonSchema,
  persona: personaJsonSchema,
  scenario: scenarioJsonSchema,
}
