import type { LibraryError, TranslatedError } from '../library-error.ts'
import { libraryCodes, rewordings, toldByDetail, withoutDetail } from './library-codes.ts'
import { libraryReason } from './library-reasons.ts'
import { messages } from './messages.ts'

const DOCUMENTATION = 'https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/fs-technique-erreurs/'

/** What the hub says of an error of its own. */
const BROKEN = 'something bad happened'

/** Routes whose errors a browser shows, or takes to the client as they are. */
const frontChannel: ReadonlySet<string> = new Set(['authorization', 'resume'])

/** Words an error of oidc-provider as FranceConnect does: release 9.1.x's text, and the hub's own code. */
export const translate = (thrown: LibraryError): TranslatedError => {
  const error = thrown.status < 500 ? asOlderRelease(thrown) : { ...thrown, error_description: BROKEN }
  const code = thrown.status < 500 ? codeOf(error) : 'Y030029'
  return {
    status: error.status,
    code,
    error: error.error,
    ...describe(error),
    message: messageOf(code),
    why: [libraryReason(code, error)],
  }
}

/** The three members of every JSON error, in order. */
export const errorBody = (
  { error, error_description, code }: TranslatedError,
  id: string,
): Record<string, unknown> => ({
  error,
  error_description,
  error_uri: `${DOCUMENTATION}?code=${code}&id=${id}`,
})

/** In JSON the detail always follows, and an absent one reads `undefined`; towards the client's address it never does. */
const describe = ({ error_description, detail, route }: LibraryError): { error_description?: string } => {
  if (!frontChannel.has(route)) return { error_description: `${error_description} (${detail})` }
  return error_description === undefined ? {} : { error_description }
}

const asOlderRelease = (error: LibraryError): LibraryError => {
  const { error_description, detail, authorization } = error
  if (error_description === 'client_id mismatch') {
    const withHeader = 'mismatch in body and authorization client ids'
    const withAssertion = 'subject of client_assertion must be the same as client_id provided in the body'
    return { ...error, error_description: authorization === undefined ? withAssertion : withHeader }
  }
  return {
    ...error,
    // The real hub mounts the library below its prefix, so that the path it names has none.
    error_description: error_description?.replace(/ on (GET|POST) \/api\/v2\//, ' on $1 /'),
    detail: withoutDetail.has(error_description ?? '') ? undefined : (rewordings[detail ?? ''] ?? detail),
  }
}

const codeOf = (error: LibraryError): string => {
  // An error that hides another one is none that the hub knows.
  if (error.shadows !== undefined) return 'Y040001'
  const byCircumstance = codeByCircumstance(error)
  if (byCircumstance !== undefined) return byCircumstance
  const text = (toldByDetail.has(error.name) ? error.detail : error.error_description) ?? ''
  const found = Object.entries(libraryCodes[error.name] ?? {}).find(([pattern]) => matches(pattern, text))
  return found?.[1] ?? 'Y040001'
}

/** The same text is thrown at several places: the route, or the way the client authenticated, tells which. */
const codeByCircumstance = ({ error, error_description, detail, route, authorization }: LibraryError) => {
  if (route === 'resume' && error === 'invalid_idp_hint') return 'Y030032'
  if (route === 'resume' && error === 'access_denied') return 'Y030030'
  switch (error_description) {
    case 'client is invalid':
      return { end_session: 'Y04BF2C5', end_session_success: 'Y04FE3C9' }[route] ?? 'Y04EA6EF'
    case 'client authentication must only be provided using one mechanism':
      return authorization === undefined ? 'Y047E9E5' : 'Y04DADA6'
    case 'mismatch in body and authorization client ids':
      return 'Y0419ECE'
    case 'subject of client_assertion must be the same as client_id provided in the body':
      return 'Y048454B'
    case 'client JSON Web Key Set is invalid':
      return detail === undefined ? 'Y046AAF6' : 'Y0450142'
    case 'invalid authorization header value format':
      if (route === 'userinfo') return 'Y04B729E'
      return /^basic \S+$/i.test(authorization ?? '') ? 'Y046ADF1' : 'Y04F62CD'
    default:
      return undefined
  }
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`, 's').test(text)

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const messageOf = (code: string): string => {
  if (code === 'Y04EA6EF' || code === 'Y04C013C') return messages.client
  if (code === 'Y04A8220') return messages.sector
  return code === 'Y030029' ? messages.technical : messages.tryLater
}
