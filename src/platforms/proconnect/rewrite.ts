import type { Client } from '../../clients/client.ts'
import { type Params, single } from '../../oidc/params.ts'

const SCOPE_TOKEN = /^[\x21\x23-\x5B\x5D-\x7E]+$/
const responseModes = ['query', 'fragment', 'form_post']

/** A silent login is one for the library once the hub's own session can answer it; without prompt, login is forced. */
export const promptOf = (prompt: string | undefined, loggedIn: boolean): string => {
  if (prompt === undefined) return 'login'
  return prompt === 'none' && loggedIn ? 'login' : prompt
}

/** Words that cannot be scopes go unseen, as in release 7 of the library; those that no hub knows are dropped later. */
const scopeOf = (scope: string): string =>
  scope
    .split(' ')
    .filter((word) => SCOPE_TOKEN.test(word))
    .join(' ')

/** Release 7 looks at the client and at response_mode before request_uri: it is hidden while those are wrong. */
const hidesRequestUri = (params: Params, client: Client | undefined): boolean => {
  const mode = single(params, 'response_mode')
  return client === undefined || (mode !== undefined && mode !== '' && !responseModes.includes(mode))
}

/** What the hub changes in an accepted request before the library sees it. */
export const rewrite = (
  params: Params,
  { client, loggedIn }: { client: Client | undefined; loggedIn: boolean },
): Params => {
  const scope = single(params, 'scope')
  return {
    ...params,
    prompt: promptOf(single(params, 'prompt'), loggedIn),
    ...(scope !== undefined && { scope: scopeOf(scope) }),
    ...(hidesRequestUri(params, client) && { request_uri: undefined }),
  }
}
