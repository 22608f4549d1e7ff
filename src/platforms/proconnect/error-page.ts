import { frameOf } from '../../journey/frame.ts'
import { errorPage } from '../../pages/proconnect/error.ts'
import type { ErrorPage, Platform } from '../platform.ts'
import type { CataloguedError } from './errors.ts'
import { memoryOf } from './journey/memory.ts'
import { interactionAddress } from './journey/paths.ts'
import { clientAddress } from './journey/start.ts'

/** Draws the error pages of a hub: its code with the name of the exception, and the way back where there is one. */
export const errorPageOf =
  (brand: string, errors: Readonly<Record<string, CataloguedError>>): Platform['errorPage'] =>
  (error) => {
    const { visit, code, id, message, why, enrol } = error
    const { exception, title = '' } = errors[code] ?? {}
    return errorPage({
      ...frameOf(visit, brand),
      title,
      code: exception === undefined ? code : `${code} (${exception})`,
      id,
      message,
      retryHref: wayBack(error),
      reportHref: exception === undefined ? undefined : reportHref(error),
      ...(why && { why }),
      enrol,
    })
  }

/** Through the interaction; straight to the client when no interaction was begun, since no page was to be shown. */
const wayBack = ({ visit, back }: ErrorPage): string | undefined => {
  const session = visit.session.value
  // A session that cannot be trusted names no interaction: the address does.
  const uid = session?.uid ?? visit.route.uid
  if (!back || !uid) return undefined
  const { redirect_uri, state } = session?.params ?? {}
  if (memoryOf(session).pageless && redirect_uri) {
    return clientAddress(redirect_uri, { ...back, state, iss: visit.hub.issuer })
  }
  return interactionAddress(visit, uid, '/error', back)
}

/** An address that nobody reads: the real support must never hear of a double. */
const reportHref = ({ code, id }: ErrorPage): string =>
  `mailto:support@proconnect.example?subject=${encodeURIComponent(`${code} - ${id}`)}`
