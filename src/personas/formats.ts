import { sirenDefect, siretDefect } from '../lib/luhn.ts'

/** Something wrong in one claim of a person: where it stands and what would be right. */
export type Defect = { path: (string | number)[]; message: string }

type Fields = Readonly<Record<string, unknown>>
type Format = (value: string, fields: Fields) => string | undefined

/** The INSEE code of France as a country of birth. */
export const FRANCE = '99100'

const name: Format = (value) =>
  value.length >= 1 && value.length <= 256
    ? undefined
    : `received ${value.length} characters, expected 1 to 256; leave the key out to send no such claim`

const birthdate: Format = (value) => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
  const real =
    year !== undefined &&
    (`${month}-${day}` === '00-00' || isRealDay(`${year}-${month}-${day === '00' ? '01' : day}`))
  if (real) return undefined
  return `received "${value}", expected a real date as YYYY-MM-DD, YYYY-MM-00 (day unknown) or YYYY-00-00`
}

const isRealDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

const gender: Format = (value) =>
  ['male', 'female', 'unspecified'].includes(value)
    ? undefined
    : `received "${value}", expected male, female or unspecified`

const birthplace: Format = (value, { birthcountry = FRANCE }) =>
  birthcountry !== FRANCE || /^(2[AB]|\d{2})\d{3}$/.test(value)
    ? undefined
    : `received "${value}", expected the 5 characters of a commune's INSEE code (COG), as "75107" or "2A004", for a person born in France (birthcountry ${FRANCE})`

const birthcountry: Format = (value) =>
  /^99\d{3}$/.test(value)
    ? undefined
    : `received "${value}", expected the 5 digits of a country's INSEE code (COG), as "${FRANCE}" for France or "99352" for Algeria`

const email: Format = (value) =>
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(value)
    ? undefined
    : `received "${value}", expected an e-mail address, as "camille@example.org"`

const phone: Format = (value) =>
  /^\+?(?:[0-9][ -]?){6,14}[0-9]$/.test(value)
    ? undefined
    : `received "${value}", expected 7 to 15 digits, spaces and hyphens between them allowed, + first allowed`

const uid: Format = (value) =>
  /^[\x20-\x7e]{1,256}$/.test(value) ? undefined : `received "${value}", expected 1 to 256 ASCII characters`

const siren: Format = (value, { siret }) => {
  if (typeof siret !== 'string' || siret.startsWith(value)) return sirenDefect(value)
  return `received "${value}", expected "${siret.slice(0, 9)}": a SIREN is the first 9 digits of its SIRET`
}

/** How each claim must look; the platforms' documentation and INSEE's COG say so. */
export const claimFormats = {
  given_name: name,
  family_name: name,
  preferred_username: name,
  birthdate,
  gender,
  birthplace,
  birthcountry,
  email,
  phone_number: phone,
  usual_name: name,
  uid,
  siret: siretDefect,
  siren,
  organisations: siretDefect,
} satisfies Record<string, Format>

/** Every claim that is present and does not look right, but those that the person lists as `unchecked`. */
export const formatDefects = (fields: Fields): Defect[] => {
  const unchecked = Array.isArray(fields.unchecked) ? fields.unchecked : []
  return Object.entries<Format>(claimFormats)
    .filter(([field]) => !unchecked.includes(field))
    .flatMap(([field, format]) =>
      textsOf(fields[field]).flatMap(({ text, path }) => {
        const message = format(text, fields)
        if (message === undefined) return []
        return [
          {
            path: [field, ...path],
            message: `${message}; to send it all the same, name ${field} in unchecked`,
          },
        ]
      }),
    )
}

const textsOf = (value: unknown): { text: string; path: number[] }[] => {
  if (typeof value === 'string') return [{ text: value, path: [] }]
  if (!Array.isArray(value)) return []
  return value.flatMap((text, index) => (typeof text === 'string' ? [{ text, path: [index] }] : []))
}
