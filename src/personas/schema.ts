import { z } from 'zod'
import { personaSchema } from './persona.ts'

/** JSON Schema (2020-12) of one persona file, for editors; the id and the label have defaults of their own. */
export const personaJsonSchema = (): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(personaSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.properties?.id && jsonSchema.required) {
        jsonSchema.required = jsonSchema.required.filter((field) => field !== 'id' && field !== 'label')
      }
    },
  })
  return { $schema, title: 'A persona of Doublure', ...rest }
}
