import type { LibraryError, TranslatedError } from '../library-error.ts'
import { libraryWhy } from './library-why.ts'

type Words = Pick<TranslatedError, 'status' | 'error'> & { error_description?: string | undefined }

/** Words an error of oidc-provider as its release 7, which the hub runs, and gives it the code of the hub's page. */
export const translate = (error: LibraryError): TranslatedError => {
  const { status, error: name, error_description } = asRelease7(error)
  return {
    status,
    code: error.page ? `oidc-provider-rendered-error:${name}` : name,
    error: name,
    ...(error_description !== undefined && { error_description, message: error_description }),
    ...(error.scope !== undefined && { scope: error.scope }),
    why: libraryWhy(name, error_description, error),
  }
}

/** What release 7 says where the one we run says something else; anything else is left as it is. */
const asRelease7 = (error: LibraryError): Words => {
  const { name, error_description = '' } = error
  if (name === 'NoAccessTokenProvided') return invalidRequest(error_description)
  if (name === 'RequestUriNotSupported') return requestUri(error)
  // Release 7 without DPoP knows one scheme.
  if (error_description === '`DPoP` header not provided') {
    return invalidRequest('authorization header scheme must be `Bearer`')
  }
  const [, unsupported] = /^(Request|Registration)NotSupported$/.exec(name) ?? []
  if (unsupported !== undefined) {
    const error_description = `${unsupported.toLowerCase()} parameter provided but not supported`
    return { status: error.status, error: error.error, error_description }
  }
  if (error_description === 'code_challenge_method must be provided') {
    return invalidRequest(
      'plain code_challenge_method fallback disabled, code_challenge_method must be provided',
    )
  }
  if (error_description === 'client_id mismatch') {
    return invalidRequest(
      error.authorization === undefined
        ? 'subject of client_assertion must be the same as client_id provided in the body'
        : 'mismatch in body and authorization client ids',
    )
  }
  if (error_description === 'requested grant type is not allowed for this client') {
    return { status: 400, error: 'unauthorized_client', error_description }
  }
  return {
    status: error.status,
    error: error.error,
    // The real hub mounts the library below its prefix, so that the path it names has none.
    error_description: error.error_description?.replace(/ on (GET|POST) \/api\/v2\//, ' on $1 /'),
  }
}

const invalidRequest = (error_description: string): Words => ({
  status: 400,
  error: 'invalid_request',
  error_description,
})

const requestUri = ({ query }: LibraryError): Words => {
  const isKnownScheme = /^(https?|urn):/i.test(String(query?.request_uri))
  return {
    status: 400,
    error: 'invalid_request_uri',
    error_description: isKnownScheme ? 'provided request_uri is not allowed' : 'invalid request_uri scheme',
  }
}

/** Body of an error at token, userinfo, introspection and revocation: nothing but the standard members. */
export const errorBody = ({ error, error_description, scope }: TranslatedError): Record<string, unknown> => ({
  error,
  ...(error_description !== undefined && { error_description }),
  ...(scope !== undefined && { scope }),
})
