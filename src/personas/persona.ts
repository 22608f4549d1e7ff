// Who can log in: people as files, checked, found, generated.
import { z } from 'zod'
import { agentDefaults, agentFields } from './agent.ts'
import { citizenDefaults, citizenFields } from './citizen.ts'
import { isRecord, personaDefects } from './defects.ts'
import { commonDefaults, commonFields, text } from './fields.ts'
import type { Defect } from './formats.ts'

const id = text
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, {
    error: ({ input }) =>
      `received "${input}", expected 1 to 64 letters without accent, digits, hyphens or underscores`,
  })
  .describe("The person's name in headers, control API and pages; default: the file's name")

type Report = { addIssue(issue: Defect & { code: 'custom' }): void }

const reportDefects = (value: unknown, to: Report) => {
  if (!isRecord(value)) return
  for (const defect of personaDefects(value)) to.addIssue({ code: 'custom', ...defect })
}

/** Claims are checked even when another field has a wrong type, so that all problems show at once. */
const always = { when: () => true }

/** What one platform alone sees of a person; there a citizen may have an agent's claims too. */
const overrideSchema = z.strictObject({ ...commonFields, ...citizenFields, ...agentFields }).partial()

const common = {
  ...commonDefaults,
  id,
  label: commonFields.label,
  platforms: z
    .record(z.string(), overrideSchema)
    .default({})
    .describe('By platform or hub id: the fields that are otherwise there'),
}

const citizenSchema = z
  .strictObject({
    ...z.object({ ...commonFields, ...citizenFields }).partial().shape,
    ...common,
    ...citizenDefaults,
    kind: z.literal('citizen').describe('A citizen logs in with FranceConnect or FranceConnect+'),
  })
  .superRefine(reportDefects, always)

const agentSchema = z
  .strictObject({
    ...z.object({ ...commonFields, ...agentFields }).partial().shape,
    ...common,
    ...agentDefaults,
    kind: z.literal('agent').describe('An agent logs in with ProConnect or AgentConnect'),
  })
  .superRefine(reportDefects, always)

const named = (value: unknown): unknown => {
  if (!isRecord(value) || value.label !== undefined) return value
  const { given_name, usual_name, family_name, id } = value
  const names = [given_name, usual_name ?? family_name].filter((name) => typeof name === 'string')
  // Without id there is a problem already; a label that is missing too would only add noise.
  const fallback = typeof id === 'string' ? id : '?'
  return { ...value, label: names.length > 0 ? names.join(' ') : fallback }
}

/**
 * One person who can log in. Unknown keys are refused, claims are optional, and what is present must look as the
 * hubs want it unless `unchecked` names it. Without a label, the names make one.
 */
export const personaSchema = z.preprocess(
  named,
  z.discriminatedUnion('kind', [citizenSchema, agentSchema], {
    error: ({ input }) =>
      isRecord(input)
        ? `received ${JSON.stringify(input.kind)}, expected citizen (FranceConnect) or agent (ProConnect, AgentConnect)`
        : `received ${JSON.stringify(input)}, expected a mapping that describes one person`,
  }),
)

/** A person who logs in with FranceConnect or FranceConnect+. */
export type Citizen = z.output<typeof citizenSchema>

/** A person who logs in with ProConnect or AgentConnect. */
export type Agent = z.output<typeof agentSchema>

export type Persona = Citizen | Agent

type Unlabelled<Input extends { label: string }> = Omit<Input, 'label'> & { label?: string | undefined }

/** A person as a program writes them; without a label, the names make one. */
export type PersonaInput = Unlabelled<z.input<typeof citizenSchema>> | Unlabelled<z.input<typeof agentSchema>>
