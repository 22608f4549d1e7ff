/** scenarios/ owns the rehearsals: named, ordered lists of armed logins, each with what the client must show. */
import { z } from 'zod'
import type { FaultInLogin } from '../faults/catalogue.ts'
import type { HubId } from '../lib/hub-id.ts'
import { loginShape, soundLogin } from '../logins/login-shape.ts'

const words = z
  .strictObject({ fr: z.string().min(1), en: z.string().min(1) })
  .describe('The same in French and in English.')

/** The client, the hub and the label are said by who runs the scenario. */
const stepLogin = soundLogin(loginShape.omit({ client_id: true, hub: true, label: true }))

/** A scenario as its file writes it. */
export const scenarioSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected small letters, digits and hyphens, 64 at most')
    .describe('Default: the name of the file.'),
  title: words,
  story: words.describe('Why it is worth rehearsing.'),
  hubs: z.array(z.string()).min(1).describe('Hubs on which it can be run.'),
  steps: z
    .array(
      z.strictObject({
        do: words.describe('What the tester does.'),
        expect: words.describe('What a correct client shows and does.'),
        login: stepLogin
          .optional()
          .describe('What POST /logins takes, without client_id, hub and label; absent: nothing is armed.'),
      }),
    )
    .min(1),
})

/** A named list of armed logins and of what to expect of them. */
export type Scenario = z.output<typeof scenarioSchema>

/** One as a person or a program writes it. */
export type ScenarioInput = Omit<Written, 'hubs' | 'steps'> & {
  hubs: readonly HubId[]
  steps: readonly (Omit<Written['steps'][number], 'login'> & { login?: StepInput | undefined })[]
}

type Written = z.input<typeof scenarioSchema>
type StepInput = Omit<z.input<typeof stepLogin>, 'faults'> & { faults?: FaultInLogin[] | undefined }

/** JSON Schema (2020-12) of a scenario file, whose name stands for an absent id. */
export const scenarioJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(scenarioSchema.partial({ id: true }), { io: 'input' }),
  title: 'A scenario',
})
