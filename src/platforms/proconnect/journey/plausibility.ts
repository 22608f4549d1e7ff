import { domainOf, localPartOf } from '../email.ts'

/** Domains that people mean when they mistype them. */
const common = [
  'gmail.com',
  'yahoo.fr',
  'yahoo.com',
  'hotmail.com',
  'hotmail.fr',
  'outlook.com',
  'outlook.fr',
  'orange.fr',
  'wanadoo.fr',
  'laposte.net',
  'free.fr',
  'sfr.fr',
  'icloud.com',
  'gendarmerie.interieur.gouv.fr',
]

/** Domains that no name server knows: the reserved one (RFC 2606), and the one that ProConnect's own tests rely on. */
const isSilent = (domain: string): boolean => domain.endsWith('.invalid') || domain === 'gendramerie.gouv.fr'

/** Two neighbours swapped, nothing else. */
const isSwap = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false
  const at = [...one].findIndex((character, index) => character !== other[index])
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  )
}

/** One letter missing from one of the two, nothing else. */
const isMissingOne = (shorter: string, longer: string): boolean =>
  shorter.length + 1 === longer.length &&
  [...longer].some((_, index) => longer.slice(0, index) + longer.slice(index + 1) === shorter)

const isTypoOf = (domain: string, known: string, isCommon: boolean): boolean =>
  isSwap(domain, known) || (isCommon && (isMissingOne(domain, known) || isMissingOne(known, domain)))

/** Whether an address can exist, and the likelier one when it cannot. */
export type Plausibility = { plausible: true } | { plausible: false; suggestion?: string }

/**
 * The real hub asks a name server; a double never calls out. Here an address is plausible unless its domain is that of
 * an identity provider or a common one, mistyped, or is known to be silent.
 */
export const plausibilityOf = (
  email: string,
  known: { domains: readonly string[]; emails: readonly string[] },
): Plausibility => {
  const domain = domainOf(email)
  if (known.domains.includes(domain) || known.emails.includes(email) || common.includes(domain)) {
    return { plausible: true }
  }
  const meant =
    known.domains.find((one) => isTypoOf(domain, one, false)) ??
    common.find((one) => isTypoOf(domain, one, true))
  if (meant !== undefined) return { plausible: false, suggestion: `${localPartOf(email)}@${meant}` }
  return isSilent(domain) ? { plausible: false } : { plausible: true }
}
