import { z } from 'zod'
import type { HubId } from '../lib/hub-id.ts'
import { label } from '../lib/label.ts'
import type { LoginOrder } from '../logins/login.ts'
import { type Scenario, scenarioSchema } from '../scenarios/scenario.ts'
import { component } from './component.ts'
import { type Desk, hubNamed } from './desk.ts'
import { checkLogin } from './logins.ts'
import { operation } from './operation.ts'
import { ok, problem, type Reply, unknown } from './reply.ts'

const known = component('Scenario', scenarioSchema)

const path = z.strictObject({ id: z.string().describe('Id of the scenario.') })

const orderShape = z.strictObject({
  client_id: z.string().describe('Client that rehearses.'),
  hub: z.string().describe('One of the hubs of the scenario.'),
  label: label.optional().describe('Only logins of this label take part.'),
})

/** Who rehearses, where. */
export type RehearsalInput = z.input<typeof orderShape> & { hub: HubId }

const rehearsalShape = z.strictObject({
  scenario: z.string(),
  client_id: z.string(),
  hub: z.string(),
  label: z.string().optional(),
  steps: z
    .array(
      z.strictObject({
        do: z.record(z.string(), z.string()),
        expect: z.record(z.string(), z.string()),
        login: z
          .string()
          .optional()
          .describe('Id of the armed login: GET /logins/{id} says what became of it.'),
      }),
    )
    .describe('In the order in which the client’s logins meet them.'),
})

/** A rehearsal under way: its steps, and the armed login of each. */
export type Rehearsal = z.output<typeof rehearsalShape>

const rehearsal = component('Rehearsal', rehearsalShape)

const found = async (desk: Desk, id: string, then: (scenario: Scenario) => Reply): Promise<Reply> => {
  const scenarios = await desk.scenarios()
  const scenario = scenarios.find((one) => one.id === id)
  return scenario
    ? then(scenario)
    : unknown(
        'scenario',
        id,
        scenarios.map((one) => one.id),
      )
}

/** Arms every login of a scenario, in order, or none when one cannot be. */
const rehearse = (desk: Desk, scenario: Scenario, order: z.output<typeof orderShape>): Reply => {
  hubNamed(desk, order.hub)
  if (!scenario.hubs.includes(order.hub)) {
    const detail = `The hub ${order.hub} came; expected one of ${scenario.hubs.join(', ')}.`
    return problem(400, `The scenario ${scenario.id} is not for this hub`, detail, { known: scenario.hubs })
  }
  const { label, ...where } = order
  const wanted = scenario.steps.map(
    ({ login }): LoginOrder | undefined => login && { ...login, ...where, ...(label && { label }) },
  )
  for (const [index, login] of wanted.entries()) if (login) checkLogin(desk, login, `steps.${index}.login`)
  return {
    status: 201,
    body: {
      scenario: scenario.id,
      ...order,
      steps: scenario.steps.map((step, index) => {
        const login = wanted[index]
        return { do: step.do, expect: step.expect, ...(login && { login: desk.logins.arm(login).id }) }
      }),
    },
  }
}

const listScenarios = operation({
  id: 'listScenarios',
  method: 'GET',
  path: '/scenarios',
  summary: 'Rehearsals: named lists of armed logins, each with what to expect',
  query: z.strictObject({ hub: z.string().optional() }),
  replies: { 200: { description: 'By id.', body: known, list: true } },
  async handle({ query: { hub } }, desk) {
    if (hub !== undefined) hubNamed(desk, hub)
    const scenarios = await desk.scenarios()
    return ok(scenarios.filter(({ hubs }) => hub === undefined || hubs.includes(hub)))
  },
})

const getScenario = operation({
  id: 'getScenario',
  method: 'GET',
  path: '/scenarios/:id',
  summary: 'One scenario',
  params: path,
  replies: { 200: { description: 'The scenario.', body: known } },
  handle: ({ params: { id } }, desk) => found(desk, id, ok),
})

const runScenario = operation({
  id: 'runScenario',
  method: 'POST',
  path: '/scenarios/:id/run',
  summary: 'Arm the logins of a scenario for one client, in order',
  params: path,
  body: { schema: orderShape, as: component('RehearsalOrder', orderShape) },
  replies: { 201: { description: 'Every login waits for its turn.', body: rehearsal } },
  handle: ({ params: { id }, body }, desk) => found(desk, id, (scenario) => rehearse(desk, scenario, body)),
})

export const scenarioOperations = [listScenarios, getScenario, runScenario]
