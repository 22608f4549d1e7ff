import { frameOf } from '../../journey/frame.ts'
import type { Visit } from '../../journey/visit.ts'
import type { Html } from '../../lib/html.ts'
import { formatParams } from '../../oidc/params.ts'
import { errorPage as draw } from '../../pages/franceconnect/error.ts'
import type { ErrorPage } from '../platform.ts'
import type { Edition } from './edition.ts'
import { supported } from './errors.ts'
import { findProvider } from './journey/providers.ts'
import { clientOf, spoken } from './journey/session.ts'
import { wayBack } from './journey/way-back.ts'
import { messageIn } from './messages.ts'
import { passages } from './passages.ts'

/** Pages without a way back, whatever the session remembers. */
const noWayBack: ReadonlySet<string> = new Set(['Y000400', 'Y000404', 'Y030030', 'Y04EA6EF', 'Y04C013C'])

/** The error page of an edition: with a way back while the session knows a client, and a way to the support for some codes. */
export const errorPageOf =
  (edition: Edition) =>
  (error: ErrorPage): Html => {
    const visit = spoken(error.visit)
    const { code, why, enrol } = error
    const helpHref = edition.help[code]
    const supportHref =
      supported.has(code) && helpHref === undefined ? supportLink(edition, error) : undefined
    return draw({
      ...frameOf(visit, edition.brand),
      code,
      message: messageIn(visit.lang, error.message),
      back: noWayBack.has(code) ? undefined : backOf(visit, error),
      supportHref,
      helpHref,
      ...(why && { why }),
      enrol,
    })
  }

const backOf = (visit: Visit, { back }: ErrorPage) => {
  const session = visit.session.value
  const client = clientOf(visit, session)
  if (!session || !client) return undefined
  const told = back ?? { error: 'access_denied', error_description: 'user authentication aborted' }
  return { clientName: client.client_name, href: wayBack(visit, session, told) }
}

/** The real hub leads to its support form, which must not hear of tests: the same parameters lead to its documentation. */
const supportLink = ({ supportName }: Edition, { visit, code, id }: ErrorPage): string => {
  const session = visit.session.value
  const params = {
    platform: supportName,
    error_code: code,
    sp_name: clientOf(visit, session)?.client_name,
    idp_name: findProvider(visit, session?.idp_id)?.title,
    error_id: id,
  }
  return `${passages.errors.url}?${formatParams(params)}`
}
