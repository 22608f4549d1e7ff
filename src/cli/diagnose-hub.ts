import type { HubConfig } from '../config/config.ts'
import { type Diagnosis, fail, ok, PATIENCE } from './diagnosis.ts'
import { fetchFailure } from './fetch-failure.ts'
import type { Terminal } from './terminal.ts'

/** A hub's discovery as it was found. */
export type FoundHub = {
  date?: string
  diagnosis: Diagnosis
  /** Nobody answered. */
  isAway: boolean
}

/** Where a hub is asked, and what it must say. */
type Question = {
  hub: Pick<HubConfig, 'id'>
  /** Address of its discovery document. */
  url: string
  issuer: string
  /** The address is that of the server's side, not that of browsers. */
  isBackend?: boolean
}

/** Whether a hub describes itself where it is asked, under the issuer that clients will compare. */
export const diagnoseHub = async ({ network }: Terminal, question: Question): Promise<FoundHub> => {
  const { hub, url } = question
  try {
    // Whether its certificate is trusted is looked at apart.
    const answer = await network.fetch(url, { signal: AbortSignal.timeout(PATIENCE), unverified: true })
    if (!answer.ok)
      return { diagnosis: fail(`${hub.id}: ${url} answered ${answer.status}, expected 200`), isAway: false }
    const document = (await answer.json()) as Record<string, unknown>
    const date = answer.headers.get('date')
    return { ...(date !== null && { date }), diagnosis: judge(document, question), isAway: false }
  } catch (error) {
    return {
      diagnosis: fail(`${hub.id}: ${url} cannot be read (${fetchFailure(error)}): is Doublure started?`),
      isAway: true,
    }
  }
}

const judge = (
  document: Readonly<Record<string, unknown>>,
  { hub: { id }, url, issuer, isBackend }: Question,
): Diagnosis => {
  if (document.issuer !== issuer)
    return fail(
      `${id}: the issuer is ${JSON.stringify(document.issuer)}, expected ${issuer}: the Doublure that runs has another public_url`,
    )
  const { origin } = new URL(url)
  const { token_endpoint: token } = document
  if (URL.parse(String(token))?.origin !== origin)
    return fail(
      `${id}: by ${origin} the token endpoint is ${token}: a proxy there changes the address, let it pass Host on, or send X-Forwarded-Host and X-Forwarded-Proto, and set trust_proxy`,
    )
  return isBackend
    ? ok(`${id}: by ${origin} the issuer is the same, and tokens are asked at ${token}`)
    : ok(`${id}: discovery answers, its issuer is ${issuer}`)
}
