/** How somebody logs in. */
export type AuthorizeAs = {
  /** Through which identity provider; default: the person's own. */
  idp?: string
  /** `success`, `cancel` or an error code of the hub; default: what was armed, or success. */
  outcome?: string
}

/**
 * Sends an authorize request as the browser of a person who logs in without a page.
 * @returns the address of the client to which the hub sends the browser, with a code or an error.
 * @throws Error when the hub shows a page of its own, which is how it refuses, or when nothing answers there.
 */
export const authorizeAs = async (
  address: string | URL,
  { persona, label, idp, outcome }: AuthorizeAs & { persona: string; label: string },
): Promise<URL> => {
  const { origin } = new URL(address)
  const response = await fetch(address, {
    redirect: 'manual',
    headers: {
      'doublure-persona': persona,
      'doublure-label': label,
      ...(idp !== undefined && { 'doublure-idp': idp }),
      ...(outcome !== undefined && { 'doublure-outcome': outcome }),
    },
  }).catch((cause: unknown) => {
    const message = `nothing answers at ${origin}, where the service sends ${persona}: is it the address of the double?`
    throw new Error(message, { cause })
  })
  const body = await response.text()
  const location = response.headers.get('location')
  const target = location === null ? undefined : new URL(location, address)
  if (target && target.origin !== origin) return target
  throw new Error(`${persona} was not sent back to the client: ${said(response, target, body)}`)
}

/** What the hub did in place of a redirect to the client. */
const said = ({ status, headers }: Response, target: URL | undefined, body: string): string => {
  if (target) return `the hub sends to its own ${target.pathname}`
  if (!headers.get('content-type')?.includes('html')) return `the hub answers ${status}: ${body}`
  const [, code] = /data-testid="error-code"[^>]*>([^<]*)/.exec(body) ?? []
  return `the hub answers ${status} with ${code === undefined ? 'a page' : `its error page (${code.trim()})`}`
}
