/** FranceConnect's own way from the authorize request to the client: chooser, verification, information, and logout. */
import { type Answer, page, proceed } from '../../../journey/answer.ts'
import { providerSteps } from '../../../journey/identity-provider/steps.ts'
import type { Journey, Step, Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { accessibilityPage } from '../accessibility.ts'
import { checkToken } from '../check-token.ts'
import { clientKeys } from '../client-keys.ts'
import type { Edition } from '../edition.ts'
import { providerPages } from '../portrait.ts'
import { refused } from '../reasons.ts'
import { callback } from './callback.ts'
import { choose, leave } from './chooser.ts'
import { inform } from './consent.ts'
import { decide } from './decide.ts'
import { endings } from './ending.ts'
import { login } from './login.ts'
import { beginLogout, endSession, leaveProvider, loggedOut } from './logout.ts'
import { start } from './start.ts'
import { verify } from './verify.ts'
import { goBack } from './way-back.ts'

const get = (path: string, handle: Step['handle']): Step => ({
  method: 'GET',
  path: `/api/v2${path}`,
  handle,
})
const post = (path: string, handle: Step['handle']): Step => ({
  method: 'POST',
  path: `/api/v2${path}`,
  handle,
})

/** The journey of an edition of FranceConnect; `steps` reads in the order of a login. */
export const journeyOf = (edition: Edition): Journey => ({
  steps: [
    post('/authorize', postAuthorize),
    get('/interaction/:uid', choose(edition)),
    post('/redirect-to-idp', leave),
    get('/oidc-callback', callback),
    get('/interaction/:uid/verify', verify(edition)),
    get('/interaction/:uid/consent', inform(edition)),
    post('/login', login(edition, 'login')),
    get('/auto-login', login(edition, 'auto-login')),
    get('/redirect-to-sp-with-error', goBack),
    post('/client/disconnect-from-idp', leaveProvider),
    get('/client/logout-callback', endSession(edition)),
    { ...get('/client/.well-known/keys', clientKeys), backChannel: true },
    { ...post('/checktoken', checkToken), backChannel: true },
    get('/accessibilite', (visit) => page(accessibilityPage(visit, edition.brand))),
    get('', toPublicSite),
    get('/', toPublicSite),
    ...providerSteps(providerPages(edition)),
  ],
  outcomes: endings,
  start: start(edition),
  decide: decide(edition),
  confirmLogout: beginLogout(edition),
  loggedOut: loggedOut(edition),
})

const toPublicSite = (): Answer => ({
  kind: 'redirect',
  to: 'https://franceconnect.gouv.fr',
  status: 301,
  text: true,
})

/** POST is documented to behave as GET; under the quirk `post_authorize: current` it breaks as the deployed code does. */
const postAuthorize = ({ hub, stage, body }: Visit): Answer => {
  if (hub.quirks.post_authorize !== 'current') return proceed
  return stage.client(single(body, 'client_id') ?? '')
    ? { kind: 'send', status: 500, type: 'text/plain; charset=utf-8', body: 'Internal Server Error' }
    : refused('Y000000', {
        fr: 'POST /authorize d’un client inconnu',
        en: 'POST /authorize of an unknown client',
      })
}
