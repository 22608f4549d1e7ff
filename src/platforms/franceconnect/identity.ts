import type { Words } from '../../lib/words.ts'
import { FRANCE, isCog } from './civil-identity.ts'

type Identity = Readonly<Record<string, unknown>>

const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= max

/** `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`, and a day that exists. */
const isBirthdate = (value: unknown): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value)) ?? []
  if (year === undefined) return false
  if (month === '00') return day === '00'
  // A day that does not exist is counted on into the next month.
  const time = new Date(`${year}-${month}-${day === '00' ? '01' : day}T00:00:00Z`)
  return day === '00' ? !Number.isNaN(time.getTime()) : time.getUTCDate() === Number(day)
}

const isEmail = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^[^\s@"(),:;<>[\\\]]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(value)

type Check = { claim: string; expected: Words; holds(identity: Identity): boolean }

const common: readonly Check[] = [
  {
    claim: 'sub',
    expected: { fr: 'du texte ASCII', en: 'ASCII text' },
    holds: ({ sub }) => typeof sub === 'string' && /^[\x20-\x7e]+$/.test(sub),
  },
  {
    claim: 'given_name',
    expected: { fr: '1 à 256 caractères', en: '1 to 256 characters' },
    holds: ({ given_name }) => isText(given_name, 256),
  },
  {
    claim: 'family_name',
    expected: { fr: '1 à 256 caractères', en: '1 to 256 characters' },
    holds: ({ family_name }) => isText(family_name, 256),
  },
  {
    claim: 'birthdate',
    expected: {
      fr: 'AAAA-MM-JJ, AAAA-MM-00 ou AAAA-00-00, une date qui existe',
      en: 'YYYY-MM-DD, YYYY-MM-00 or YYYY-00-00, a date that exists',
    },
    holds: ({ birthdate }) => isBirthdate(birthdate),
  },
  {
    claim: 'gender',
    expected: { fr: 'male, female ou unspecified', en: 'male, female or unspecified' },
    holds: ({ gender }) => ['male', 'female', 'unspecified'].includes(String(gender)),
  },
]

const french: readonly Check[] = [
  ...common,
  {
    claim: 'birthcountry',
    expected: {
      fr: `le code INSEE d’un pays, ${FRANCE} pour la France`,
      en: `the INSEE code of a country, ${FRANCE} for France`,
    },
    holds: ({ birthcountry }) => isCog(birthcountry),
  },
  {
    claim: 'birthplace',
    expected: {
      fr: 'le code INSEE d’une commune, pour une naissance en France',
      en: 'the INSEE code of a commune, for a birth in France',
    },
    holds: ({ birthplace, birthcountry }) => birthcountry !== FRANCE || isCog(birthplace),
  },
  {
    claim: 'email',
    expected: { fr: 'une adresse e-mail', en: 'an e-mail address' },
    holds: ({ email }) => isEmail(email),
  },
]

/**
 * What is wrong in the identity that a provider sends, nothing when the hub can use it; other European countries send
 * neither country nor e-mail.
 */
export const identityDefects = (
  identity: Identity,
  { european }: { european: boolean },
): Words | undefined => {
  const broken = (european ? common : french).filter(({ holds }) => !holds(identity))
  if (broken.length === 0) return undefined
  const came = (claim: string) => `${claim} ${JSON.stringify(identity[claim]) ?? 'absent'}`
  return {
    fr: broken.map(({ claim, expected }) => `${came(claim)}, attendu : ${expected.fr}`).join(' ; '),
    en: broken.map(({ claim, expected }) => `${came(claim)}, expected ${expected.en}`).join('; '),
  }
}
