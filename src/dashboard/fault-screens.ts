import type { Desk } from '../control/desk.ts'
import type { KnownFault } from '../control/fault-catalogue.ts'
import { single } from '../oidc/params.ts'
import { faultsPage } from '../pages/dashboard/faults.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { type ScenariosProps, scenariosPage } from '../pages/dashboard/scenarios.ts'
import { faultWords } from './fault-words.ts'
import { clientOptions, hubOptions } from './lines.ts'
import { jsonOrText } from './read-form.ts'
import { ask, go, page, type Screen, type Shown } from './screen.ts'

const FAULTS = '/_doublure/faults'
const SCENARIOS = '/_doublure/scenarios'

type Schema = { properties?: Readonly<Record<string, { default?: unknown }>> }
type Known = KnownFault & { params: Schema }

/** The parameters of a fault with their defaults, as the form takes them; those that have none are left to be added. */
const defaultsOf = ({ params: { properties = {} } }: Pick<Known, 'params'>): string => {
  const given = Object.entries(properties).map(([name, { default: value }]) => [name, value])
  return given.length === 0 ? '' : JSON.stringify(Object.fromEntries(given))
}

const showFaults = async (
  frame: DashboardFrame,
  desk: Desk,
  values: Readonly<Record<string, string>>,
  problems?: readonly string[],
): Promise<Shown> => {
  const { body: known = [] } = await ask<Known[]>(desk, 'GET', '/faults/catalogue')
  const seams = [...new Set(known.map(({ seam }) => seam))]
  const markup = faultsPage({
    ...frame,
    problems,
    armed: desk.faults.list().toReversed(),
    catalogue: seams.map((seam) => ({
      seam,
      faults: known
        .filter((one) => one.seam === seam)
        .map((one) => ({ ...one, ...faultWords(one), params: Object.keys(one.params.properties ?? {}) })),
    })),
    clients: clientOptions(desk),
    hubs: hubOptions(desk),
    values: { times: '1', params: defaultsFor(values.fault, known), ...values },
  })
  return page(markup, problems ? 400 : 200)
}

const defaultsFor = (fault: string | undefined, known: readonly Known[]): string => {
  const chosen = known.find(({ id }) => id === fault)
  return chosen ? defaultsOf(chosen) : ''
}

const faults: Screen = {
  method: 'GET',
  path: FAULTS,
  show: ({ frame, query }, desk) => showFaults(frame, desk, { fault: single(query, 'fault') ?? '' }),
}

const armFault: Screen = {
  method: 'POST',
  path: FAULTS,
  async show({ frame, form }, desk) {
    const names = ['fault', 'client_id', 'hub', 'label', 'times', 'params']
    const values = Object.fromEntries(names.map((name) => [name, single(form, name)?.trim() ?? '']))
    const { times, params = '', ...texts } = values
    const given = Object.entries(texts).filter(([, value]) => value !== '')
    const body = {
      ...Object.fromEntries(given),
      times: Number(times || '1'),
      ...(params !== '' && { params: jsonOrText(params) }),
    }
    const { problems } = await ask(desk, 'POST', '/faults', { body })
    return problems ? showFaults(frame, desk, values, problems) : go(`${FAULTS}?done=armed`)
  },
}

const disarmFault: Screen = {
  method: 'POST',
  path: `${FAULTS}/:id/remove`,
  show({ params }, desk) {
    desk.faults.remove(params.id ?? '')
    return go(`${FAULTS}?done=removed`)
  },
}

type Scenario = Omit<ScenariosProps['scenarios'][number], 'hubs'> & { hubs: readonly string[] }

const showScenarios = async (
  frame: DashboardFrame,
  desk: Desk,
  problems?: readonly string[],
): Promise<Shown> => {
  const { body = [] } = await ask<Scenario[]>(desk, 'GET', '/scenarios')
  const served = hubOptions(desk)
  const scenarios = body
    .map((one) => ({ ...one, hubs: served.filter(({ value }) => one.hubs.includes(value)) }))
    .filter(({ hubs }) => hubs.length > 0)
  const markup = scenariosPage({ ...frame, problems, scenarios, clients: clientOptions(desk) })
  return page(markup, problems ? 400 : 200)
}

const scenarios: Screen = {
  method: 'GET',
  path: SCENARIOS,
  show: ({ frame }, desk) => showScenarios(frame, desk),
}

const runScenario: Screen = {
  method: 'POST',
  path: `${SCENARIOS}/:id`,
  async show({ frame, params, form }, desk) {
    const body = { client_id: single(form, 'client_id'), hub: single(form, 'hub') }
    const path = `/scenarios/${encodeURIComponent(params.id ?? '')}/run`
    const { problems } = await ask(desk, 'POST', path, { body })
    return problems ? showScenarios(frame, desk, problems) : go('/_doublure/logins?done=armed')
  },
}

export const faultScreens: readonly Screen[] = [faults, armFault, disarmFault, scenarios, runScenario]
