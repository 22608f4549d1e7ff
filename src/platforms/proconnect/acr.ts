import { parseJson } from '../../lib/parse-json.ts'

/** The levels that a hub knows, and what it makes of them. */
export type AcrFamily = {
  /** In the order of the discovery document. */
  supported: readonly string[]
  /** What a code by mail makes of a level. */
  raised: Readonly<Record<string, string>>
  /** Levels that a session never gives again without its identity provider. */
  neverReused: readonly string[]
}

const ASSURANCE = 'https://proconnect.gouv.fr/assurance'

/** Since 18 June 2026. */
export const currentAcr: AcrFamily = {
  supported: [
    'eidas0',
    'eidas0-mfa',
    'eidas1',
    'eidas1-mfa',
    'eidas2',
    'eidas3',
    `${ASSURANCE}/certification-dirigeant`,
  ],
  raised: { eidas0: 'eidas0-mfa', eidas1: 'eidas1-mfa' },
  neverReused: ['eidas2', 'eidas3'],
}

/** Until 18 June 2026: what `eidas0-mfa` and `eidas1-mfa` replaced. */
export const formerAcr: AcrFamily = {
  supported: [
    'eidas0',
    'eidas1',
    'eidas2',
    'eidas3',
    `${ASSURANCE}/self-asserted`,
    `${ASSURANCE}/self-asserted-2fa`,
    `${ASSURANCE}/consistency-checked`,
    `${ASSURANCE}/consistency-checked-2fa`,
    `${ASSURANCE}/certification-dirigeant`,
    `${ASSURANCE}/certification-dirigeant-2fa`,
  ],
  raised: {
    eidas0: `${ASSURANCE}/self-asserted-2fa`,
    eidas1: `${ASSURANCE}/consistency-checked-2fa`,
    [`${ASSURANCE}/self-asserted`]: `${ASSURANCE}/self-asserted-2fa`,
    [`${ASSURANCE}/consistency-checked`]: `${ASSURANCE}/consistency-checked-2fa`,
  },
  neverReused: ['eidas2', 'eidas3'],
}

/** What a level is taken for when it is absent or unknown. */
export const FALLBACK_ACR = 'eidas1'

/** The level of an identity provider as the hub understands it. */
export const knownAcr = ({ supported }: AcrFamily, acr: string | undefined): string =>
  acr !== undefined && supported.includes(acr) ? acr : FALLBACK_ACR

/** `claims.id_token.acr` as a request may write it. */
type AcrRequest = { essential?: unknown; value?: unknown; values?: unknown }

type Request = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** What the `claims` parameter asks of the ID Token's `acr`; undefined when it says nothing that binds. */
const acrRequest = ({ claims }: Request): AcrRequest | undefined => {
  const asked = typeof claims === 'string' ? parsed(claims) : undefined
  const acr = isRecord(asked) && isRecord(asked.id_token) ? asked.id_token.acr : undefined
  return isRecord(acr) ? acr : undefined
}

/** Words of the `acr_values` parameter. */
export const acrValuesOf = ({ acr_values }: Request): string[] =>
  typeof acr_values === 'string' ? acr_values.split(' ').filter((value) => value !== '') : []

const texts = (values: unknown): string[] =>
  Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []

/** Every level that a request demands, known to the hub or not; none when it merely wishes. */
export const demandedAcrs = (request: Request): string[] => {
  const acr = acrRequest(request)
  if (acr?.essential !== true) return []
  if (typeof acr.value === 'string') return acr.value === '' ? [] : [acr.value]
  return acr.values === undefined ? acrValuesOf(request) : texts(acr.values)
}

/** The levels that the hub holds itself to: the demanded ones that it knows. None: every level will do. */
export const bindingAcrs = ({ supported }: AcrFamily, request: Request): string[] =>
  demandedAcrs(request).filter((value) => supported.includes(value))

/**
 * Whether the library of the real hub (oidc-provider 7) is content with the session's level: it adds `acr_values` to
 * what is essential, and knows nothing of the values that the hub drops.
 */
export const isAcrMet = (request: Request, acr: string | undefined): boolean => {
  const asked = acrRequest(request)
  if (asked?.essential !== true) return true
  const wished = acrValuesOf(request)
  const values = wished.length > 0 ? wished : asked.values
  if (Array.isArray(values) && !values.includes(acr)) return false
  return typeof asked.value !== 'string' || asked.value === '' || asked.value === acr
}

/** What the hub passes on to an identity provider. */
export const askedOfProvider = (
  family: AcrFamily,
  request: Request,
  provider: { mfa: boolean; default: boolean },
): { acr_values?: string; claims: string } => {
  const binding = bindingAcrs(family, request)
  const isSingle = typeof acrRequest(request)?.value === 'string'
  const claims = (acr: object | null) => JSON.stringify({ id_token: { amr: null, acr } })
  if (demandedAcrs(request).length > 0) {
    if (!provider.mfa) return { claims: claims(null) }
    const value = isSingle ? { value: binding[0] ?? '' } : { values: binding }
    return { claims: claims({ essential: true, ...value }) }
  }
  const wished = acrValuesOf(request)
  const known = wished.filter((value) => family.supported.includes(value))
  if (known.length > 0) return { acr_values: known.join(' '), claims: claims(null) }
  const byDefault = wished.length === 0 && !provider.default
  return { ...(byDefault && { acr_values: FALLBACK_ACR }), claims: claims(null) }
}
