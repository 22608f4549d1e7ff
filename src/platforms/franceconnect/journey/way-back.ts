import { type Answer, outcome } from '../../../journey/answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { formatParams, single } from '../../../oidc/params.ts'
import { refused } from '../reasons.ts'
import { below } from './session.ts'

/** What the client is told when the person leaves the chooser. */
export const abortedOnChooser = { error: 'access_denied', error_description: 'User auth aborted' }

/** Address of the link that goes back to the client with an error. */
export const wayBack = (
  visit: Visit,
  { params }: JourneySession,
  { error, error_description }: { error: string; error_description: string },
): string =>
  `${below(visit, '/redirect-to-sp-with-error')}?${formatParams({
    error,
    error_description,
    state: params?.state,
    redirect_uri: params?.redirect_uri,
  })}`

/**
 * Goes back to the client with the error of the link: through the login under way when there is one, straight to the
 * address of the link when it is registered by anyone.
 */
export const goBack = async (visit: Visit): Promise<Answer> => {
  const error = single(visit.query, 'error') || 'access_denied'
  const error_description = single(visit.query, 'error_description') || 'user authentication aborted'
  if (await visit.interaction()) return outcome({ kind: 'error', error, error_description })
  const redirect_uri = single(visit.query, 'redirect_uri') ?? ''
  const known = visit.stage.clients().some(({ redirect_uris }) => redirect_uris.includes(redirect_uri))
  if (!known)
    return refused('Y030030', {
      fr: `redirect_uri ${redirect_uri || '(aucun)'}`,
      en: `redirect_uri ${redirect_uri || '(none)'}`,
    })
  const to = new URL(redirect_uri)
  const state = single(visit.query, 'state') ?? 'undefined'
  for (const [name, value] of Object.entries({ error, error_description, state, iss: visit.hub.issuer })) {
    to.searchParams.set(name, value)
  }
  return { kind: 'redirect', to: to.href, status: 302, text: true }
}
