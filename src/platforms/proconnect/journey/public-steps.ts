import { type Answer, page, redirect } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import type { Step, Visit } from '../../../journey/visit.ts'
import { accessibilityPage } from '../../../pages/proconnect/accessibility.ts'
import { routes } from './paths.ts'
import type { Ways } from './ways.ts'

const HOME = 'https://www.proconnect.gouv.fr'

const alive = (): Answer => ({
  kind: 'send',
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({ status: 'ok' }),
})

/** Doors that no login goes through. */
export const publicSteps = ({ brand }: Ways): Step[] => [
  ...[routes.home, `${routes.home}/`].map(
    (path): Step => ({ method: 'GET', path, handle: () => redirect(HOME, 301) }),
  ),
  {
    method: 'GET',
    path: routes.accessibility,
    handle: (visit: Visit) => page(accessibilityPage(frameOf(visit, brand))),
  },
  ...['/livez', '/readyz', '/readyz/:check'].map(
    (path): Step => ({ method: 'GET', path: `${routes.home}${path}`, handle: alive }),
  ),
]
