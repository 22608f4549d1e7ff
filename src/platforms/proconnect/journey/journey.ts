import { type ProviderPages, providerSteps } from '../../../journey/identity-provider/steps.ts'
import type { Journey, Step } from '../../../journey/visit.ts'
import { portrait } from '../portrait.ts'
import { initialIdentity, typedIdentity } from '../typed-identity.ts'
import { takeAnswer } from './callback.ts'
import { verify } from './conclude.ts'
import { decide } from './decide.ts'
import { afterProviderLogout, confirmLogout, leaveForLogout, loggedOut, logout } from './end-session.ts'
import { goBack } from './go-back.ts'
import { openInteraction } from './open-interaction.ts'
import { routes } from './paths.ts'
import { publicSteps } from './public-steps.ts'
import { refuse } from './refuse.ts'
import { chooseProvider, showProviders } from './select-provider.ts'
import { submitEmail } from './send-email.ts'
import { start } from './start.ts'
import { resendCode, showCodePage, submitCode } from './verify-email.ts'
import type { Ways } from './ways.ts'

/** A journey of this family, as its ways have it. */
export const createJourney = (ways: Ways): Journey => ({
  steps: [
    ...[...loginSteps(ways), ...(ways.oneTimeCode ? codeSteps(ways) : [])].map(guarded(ways)),
    { method: 'GET', path: routes.error, handle: goBack(ways) },
    ...publicSteps(ways),
    ...providerSteps(providerPages(ways)),
  ],
  outcomes: ways.outcomes,
  start: start(ways),
  decide: decide(ways),
  logout: logout(ways),
  confirmLogout: confirmLogout(ways),
  loggedOut: loggedOut(ways),
})

/** No step trusts a session whose cookie bears another signature. */
const guarded =
  ({ badCookie }: Ways) =>
  (step: Step): Step => ({
    ...step,
    handle: (visit) =>
      visit.session.state === 'tampered'
        ? refuse(badCookie, {
            fr: 'un cookie de session dont la signature est fausse',
            en: 'a session cookie whose signature is wrong',
          })
        : step.handle(visit),
  })

const loginSteps = (ways: Ways): Step[] => [
  { method: 'GET', path: routes.interaction, handle: openInteraction(ways) },
  { method: 'POST', path: routes.redirectToIdp, handle: submitEmail(ways) },
  { method: 'GET', path: routes.selection, handle: showProviders(ways) },
  { method: 'POST', path: routes.selection, handle: chooseProvider(ways) },
  { method: 'GET', path: routes.callback, handle: takeAnswer(ways) },
  { method: 'GET', path: routes.verify, handle: verify(ways) },
  ...(ways.hopsToDisconnect ? [disconnectStep(ways)] : []),
  { method: 'GET', path: routes.logoutCallback, handle: afterProviderLogout },
]

const disconnectStep = (ways: Ways): Step => ({
  method: 'GET',
  path: routes.disconnect,
  handle: (visit) => leaveForLogout(ways, visit),
})

const codeSteps = (ways: Ways): Step[] => [
  { method: 'GET', path: routes.verifyEmail, handle: showCodePage(ways) },
  { method: 'POST', path: routes.verifyEmail, handle: submitCode(ways) },
  { method: 'POST', path: routes.resendCode, handle: resendCode(ways) },
]

const providerPages = ({ brand, acr, outcomes, errors }: Ways): ProviderPages => ({
  kind: 'agent',
  brand,
  callback: routes.callback,
  outcomes,
  words: (code) => (code === 'cancel' ? 'la personne renonce' : errors[code]?.message),
  acrs: ({ levels }) => (levels.length > 0 ? levels : acr.supported),
  portrait,
  typed: typedIdentity,
  initial: initialIdentity,
})
