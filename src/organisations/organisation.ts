// Where agents work: organisations by SIRET, and the roles that their legal category gives.
import { z } from 'zod'
import { siretDefect } from '../lib/luhn.ts'

/** Digits that are text; YAML reads them as a number without quotes. */
const code = z.string({
  error: ({ input }) => `received ${JSON.stringify(input)}, expected digits between quotes`,
})

/** One establishment, as a hub learns it from the State's register of organisations. Unknown keys are refused. */
export const organisationSchema = z.strictObject({
  siret: code
    .superRefine((value, to) => {
      const message = siretDefect(value)
      if (message !== undefined) to.addIssue({ code: 'custom', message })
    })
    .describe('14 digits; the first nine are the SIREN of the unit'),
  label: z.string().min(1).describe('What the claim organization_label says'),
  legal_category: code
    .regex(/^\d{4}$/, {
      error: ({ input }) =>
        `received ${JSON.stringify(input)}, expected 4 digits between quotes, as "7210" (INSEE legal categories)`,
    })
    .describe("INSEE's legal category (third level)"),
  closed: z.boolean().default(false).describe('The unit or the establishment has ceased'),
  public_service: z
    .boolean()
    .optional()
    .describe('Listed by name as public, or as not public; default: what the legal category says'),
  state_operator: z
    .boolean()
    .default(false)
    .describe('Listed by name as an operator of the State: its agents are agents of the State'),
})

/** Where agents work. */
export type Organisation = z.output<typeof organisationSchema>
