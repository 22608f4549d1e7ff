import type { Why } from '../../pages/why.ts'
import { engineWords } from '../engine-words.ts'
import type { LibraryError } from '../library-error.ts'
import { authorizeReasons } from './authorize-reasons.ts'
import { backChannelReasons, expiredToken } from './back-channel-reasons.ts'
import { logoutReasons } from './logout-reasons.ts'
import { because, type Reason } from './shared-reasons.ts'

const reasons: Readonly<Record<string, Reason>> = {
  ...authorizeReasons,
  ...backChannelReasons,
  ...logoutReasons,
}

const fallback = because(
  ['une demande que le hub accepte', 'a request that the hub accepts'],
  ['Corrigez ce que le hub a reçu.', 'Correct what the hub received.'],
)

/** Why oidc-provider refuses, for whoever develops the client. */
export const libraryReason = (code: string, { error_description, detail, scope }: LibraryError): Why => ({
  received: engineWords(
    { description: error_description, detail: detail === error_description ? undefined : detail },
    (said, colon) => [said.description, said.detail, scope && `scope ${scope}`].filter(Boolean).join(colon),
  ),
  ...(detail === 'access token not found' ? expiredToken : (reasons[code] ?? fallback)),
})
