import type { LibraryError, TranslatedError } from '../library-error.ts'
import { translate as translateForProconnect } from '../proconnect/translate.ts'

/** The page's code, and its status where AgentConnect had one of its own. */
const pageOf = (error: LibraryError) => {
  const { name, status, route, error_description = '' } = error
  if (isForServers(error)) return { code: name === 'InvalidToken' ? 'Y030025' : 'Y000400', status }
  if (name === 'InvalidClient') return { code: 'Y030106', status: 500 }
  if (name === 'InvalidRedirectUri') return { code: 'Y030118', status: 500 }
  if (name === 'InvalidClientMetadata') return { code: 'Y04A586', status: 500 }
  if (name === 'SessionNotFound') return { code: 'Y030110', status: 400 }
  if (route === 'end_session' && error_description.startsWith('post_logout_redirect_uri')) {
    return { code: 'Y030111', status: 400 }
  }
  return status >= 500 ? { code: 'Y000500', status } : { code: 'Y000400', status }
}

/** Endpoints where a page is shown to who prefers one alone, with the status of the JSON that it stands for. */
const isForServers = ({ route }: LibraryError): boolean =>
  !['authorization', 'resume'].includes(route) && !route.startsWith('end_session')

/** The library is the same release as ProConnect's; the pages have numbered codes. */
export const translate = (error: LibraryError): TranslatedError => ({
  ...translateForProconnect(error),
  ...(error.page && pageOf(error)),
})
