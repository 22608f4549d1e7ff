import { z } from 'zod'

/** What an INSEE legal category (third level) says of the organisations in it. */
export const legalCategorySchema = z.strictObject({
  label: z.string().min(1),
  sector: z
    .enum(['public', 'state', 'territorial'])
    .describe(
      'state: administration of the State; territorial: local authority; public: every other public body',
    ),
})

/** Legal categories of the public sector, by code; a category that is not there is private. */
export type LegalCategories = ReadonlyMap<string, z.output<typeof legalCategorySchema>>
