import { siretDefect } from '../../lib/luhn.ts'
import { isEmail } from './email.ts'

type Identity = Readonly<Record<string, unknown>>

const MAX = 256
const isAscii = (text: string): boolean => [...text].every((character) => character.charCodeAt(0) < 128)

/** Violations of a text of 1 to 256 characters, worded as the hub's validator words them. */
const textFaults = (name: string, value: unknown, ascii = false): string[] => {
  const text = typeof value === 'string' ? value : undefined
  return [
    ...(text === undefined || text.length > MAX
      ? [`${name} must be shorter than or equal to ${MAX} characters`]
      : []),
    ...(text === undefined || text.length < 1
      ? [`${name} must be longer than or equal to 1 characters`]
      : []),
    ...(ascii && (text === undefined || text === '' || !isAscii(text))
      ? [`${name} must contain only ASCII characters`]
      : []),
    ...(text === undefined ? [`${name} must be a string`] : []),
  ]
}

/** Members that may be absent or null, but not empty. */
const optional = [
  'siren',
  'organizational_unit',
  'belonging_population',
  'chorusdt:societe',
  'chorusdt:matricule',
]

const optionalFaults = (identity: Identity): string[] =>
  optional.flatMap((name) => {
    const value = identity[name]
    return value === undefined || value === null ? [] : textFaults(name, value)
  })

const siretFaults = ({ siret }: Identity): string[] => {
  if (siret === undefined || siret === null) return []
  if (typeof siret !== 'string') return ['siret must be a string']
  return withoutSpaces(siret).length > MAX ? [`siret must be shorter than or equal to ${MAX} characters`] : []
}

/** What is wrong in an identity that an identity provider sent; none when the hub can use it. */
export const identityFaults = (identity: Identity): string[] => [
  ...textFaults('sub', identity.sub, true),
  ...textFaults('given_name', identity.given_name),
  ...textFaults('usual_name', identity.usual_name),
  ...(typeof identity.email === 'string' && isEmail(identity.email) ? [] : ['email must be an email']),
  ...textFaults('uid', identity.uid, true),
  ...siretFaults(identity),
  ...optionalFaults(identity),
]

const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '')

/** La Poste's numbers pass without the check digit being looked at. */
const isUsableSiret = (siret: string): boolean =>
  /^356000000\d{5}$/.test(siret) || siretDefect(siret) === undefined

/** The SIRET of a person: their own when it can be one, or else the one that their provider lends. */
export const usableSiret = ({ siret }: Identity, lent: string | undefined): string | undefined => {
  const own = typeof siret === 'string' ? withoutSpaces(siret) : ''
  if (isUsableSiret(own)) return own
  return lent !== undefined && isUsableSiret(lent) ? lent : undefined
}

/** A telephone number that the hub passes on; any other is dropped without a word. */
export const isPhoneNumber = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= MAX && /^\+?(?:[0-9][ -]?){6,14}[0-9]$/.test(value)
