import { type Answer, outcome, page, redirect } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { emailPage } from '../../../pages/proconnect/email.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { leaveFor } from './leave.ts'
import { beginLogin, memoryOf, remember } from './memory.ts'
import { addressOf, interactionAddress, routes, UID_LENGTH } from './paths.ts'
import { refuse } from './refuse.ts'
import { accountFor, canReuse } from './reuse.ts'
import { sendEmail } from './send-email.ts'
import { lostLogin } from './under-way.ts'
import type { Ways } from './ways.ts'

/** Where a browser goes first: the session's person again, an identity provider named by a hint, or the page. */
export const openInteraction =
  (ways: Ways) =>
  async (visit: Visit): Promise<Answer> => {
    const fault = uidFault(visit.route.uid ?? '')
    if (fault !== undefined) return refuse('Y000400', verbatim(`uid ${visit.route.uid}`), { message: fault })
    const interaction = await visit.interaction()
    const client = interaction && visit.stage.client(interaction.client_id)
    if (!interaction || !client) return lostLogin(ways)
    const { uid, client_id, params } = interaction
    const session = visit.session.value
    const { account, notReusedFor, silent = false, stateLeftOut = false } = memoryOf(session)
    const isOpen = notReusedFor === uid
    if (session && account && !isOpen && canReuse(ways, session, params)) {
      const known = await accountFor(ways, visit, client, session, account)
      remember(visit, { pageless: false, account: known }, { uid, client_id, params, sso: true })
      return redirect(interactionAddress(visit, uid, '/verify'))
    }
    if (!isOpen) beginLogin(visit, interaction, { silent, stateLeftOut })
    const hasFailed = single(visit.query, 'error') !== undefined
    if (params.idp_hint) return followIdpHint(ways, visit, interaction, params.idp_hint)
    if (params.login_hint && !hasFailed) {
      return sendEmail(ways, visit, { interaction, client }, { email: params.login_hint, remember: false })
    }
    return showEmailPage(ways, visit, interaction, client.client_name)
  }

/** What is wrong in the name of an interaction, in the hub's own words. */
export const uidFault = (uid: string): string | undefined => {
  if (uid.length === UID_LENGTH) return undefined
  return `uid must be ${uid.length < UID_LENGTH ? 'longer' : 'shorter'} than or equal to ${UID_LENGTH} characters`
}

const followIdpHint = (ways: Ways, visit: Visit, interaction: Interaction, idp_hint: string): Answer => {
  const provider = visit.stage.identityProviders().find(({ id }) => id === idp_hint)
  return provider ? leaveFor(ways, visit, interaction, provider) : unknownHint()
}

/** The hub goes back to a client that names an identity provider it does not have. */
export const unknownHint = (): Answer =>
  outcome({
    kind: 'error',
    error: 'idp_hint_not_found',
    error_description: 'provided idp_hint could not be found',
  })

const showEmailPage = (ways: Ways, visit: Visit, { uid }: Interaction, clientName: string): Answer => {
  const csrf = { token: visit.stage.random(), used: false }
  remember(visit, {}, { csrf })
  const aborted = { error: 'access_denied', error_description: 'User auth aborted' }
  return page(
    emailPage({
      ...frameOf(visit, ways.brand),
      action: addressOf(visit, routes.redirectToIdp),
      csrfToken: csrf.token,
      clientName,
      email: single(visit.query, 'user_email'),
      invalid: single(visit.query, 'error') === 'invalid_email',
      suggestion: single(visit.query, 'email_suggestion'),
      testInstance: true,
      ...(ways.linksBack && { backHref: interactionAddress(visit, uid, '/error', aborted) }),
    }),
  )
}
