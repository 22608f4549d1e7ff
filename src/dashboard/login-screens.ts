import type { Desk } from '../control/desk.ts'
import { withUndelivered } from '../control/undelivered.ts'
import { outcomesOf } from '../journey/wish.ts'
import { single } from '../oidc/params.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { loginsPage } from '../pages/dashboard/logins.ts'
import { knownNames } from '../provider/known-names.ts'
import { clientOptions, hubOptions } from './lines.ts'
import { ask, go, page, type Screen, type Shown } from './screen.ts'

const HOME = '/_doublure/logins'

const faultNames = async (desk: Desk): Promise<string[]> => {
  const { body = [] } = await ask<{ id: string }[]>(desk, 'GET', '/faults/catalogue')
  return body.map(({ id }) => id)
}

const show = async (
  frame: DashboardFrame,
  desk: Desk,
  values: Readonly<Record<string, string>>,
  problems?: readonly string[],
): Promise<Shown> => {
  const { hubs, people, logins } = desk
  const props = {
    ...frame,
    problems,
    logins: logins
      .list()
      .toReversed()
      .map(withUndelivered(desk))
      .map((login) => ({
        ...login,
        seen: login.exchanges.length > 0,
        faults: login.faults.map((one) => (typeof one === 'string' ? one : one.fault)),
      })),
    clients: clientOptions(desk),
    hubs: hubOptions(desk),
    personas: people.list().map(({ id }) => id),
    outcomes: [...new Set(hubs.flatMap((hub) => outcomesOf(knownNames(hub))))],
    faults: await faultNames(desk),
    values: { times: '1', ...values },
  }
  return page(loginsPage(props), problems ? 400 : 200)
}

const list: Screen = { method: 'GET', path: HOME, show: ({ frame }, desk) => show(frame, desk, {}) }

const arm: Screen = {
  method: 'POST',
  path: HOME,
  async show({ frame, form }, desk) {
    const names = ['client_id', 'hub', 'persona', 'outcome', 'label', 'fault', 'times']
    const values = Object.fromEntries(names.map((name) => [name, single(form, name)?.trim() ?? '']))
    const { fault, times, ...texts } = values
    const given = Object.entries(texts).filter(([, value]) => value !== '')
    const body = {
      ...Object.fromEntries(given),
      times: Number(times || '1'),
      ...(fault && { faults: [fault] }),
    }
    const { problems } = await ask(desk, 'POST', '/logins', { body })
    return problems ? show(frame, desk, values, problems) : go(`${HOME}?done=armed`)
  },
}

const disarm: Screen = {
  method: 'POST',
  path: `${HOME}/:id/remove`,
  show({ params }, { logins }) {
    logins.remove(params.id ?? '')
    return go(`${HOME}?done=removed`)
  },
}

export const loginScreens: readonly Screen[] = [list, arm, disarm]
