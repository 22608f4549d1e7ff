import type { LibraryError, TranslatedError } from '../platform.ts'
import { translate as translateForProconnect } from '../proconnect/translate.ts'

/** The page's code, and its status where AgentConnect had one of its own. */
const pageOf = ({ name, status, route, error_description = '' }: LibraryError) => {
  if (name === 'InvalidClient') return { code: 'Y030106', status: 500 }
  if (name === 'InvalidRedirectUri') return { code: 'Y030118', status: 500 }
  if (name === 'InvalidClientMetadata') return { code: 'Y04A586', status: 500 }
  if (name === 'SessionNotFound') return { code: 'Y030110', status: 400 }
  if (route === 'end_session' && error_description.startsWith('post_logout_redirect_uri')) {
    return { code: 'Y030111', status: 400 }
  }
  return status >= 500 ? { code: 'Y000500', status } : { code: 'Y000400', status }
}

/** The library is the same release as ProConnect's; the pages have numbered codes. */
export const translate = (error: LibraryError): TranslatedError => ({
  ...translateForProconnect(error),
  ...(isPage(error) && pageOf(error)),
  ...(isDeadToken(error) && { code: 'Y030025' }),
})

/** Errors that a page shows rather than a JSON body or an address of the client. */
const isPage = ({ route }: LibraryError): boolean =>
  ['authorization', 'resume'].includes(route) || route.startsWith('end_session')

/** A token that lives no more, or never did: browsers that ask for userinfo get a numbered page. */
const isDeadToken = ({ route, name }: LibraryError): boolean =>
  route === 'userinfo' && name === 'InvalidToken'
