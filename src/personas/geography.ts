import { readFile } from 'node:fs/promises'
import { packageFile } from '../lib/package-file.ts'
import { type Fields, inCivilIdentity, onEveryPlatform } from './defects.ts'
import { type Defect, FRANCE } from './formats.ts'

/** INSEE's geographic code (COG), as far as people need it; fixtures/geography/README.md tells what it holds. */
export type Geography = {
  hasCommune(code: string): boolean
  hasCountry(code: string): boolean
  /** Communes worth naming, by code: the largest of every department. */
  places: ReadonlyMap<string, string>
  /** Countries and territories by code, past ones too. */
  countries: ReadonlyMap<string, string>
}

const read = async (file: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(packageFile(`fixtures/geography/${file}`), 'utf8'))

/** Reads the COG from the package's own files; nothing is read before it is asked for. */
export const readGeography = async (): Promise<Geography> => {
  const [communes, countries, places] = await Promise.all(
    ['communes.json', 'countries.json', 'places.json'].map(read),
  )
  const codes = new Set(
    Object.entries(communes ?? {}).flatMap(([department, ranges]) => expand(department, ranges)),
  )
  const countryNames = new Map(Object.entries(countries ?? {}))
  return {
    hasCommune: (code) => codes.has(code),
    hasCountry: (code) => countryNames.has(code),
    places: new Map(Object.entries(places ?? {})),
    countries: countryNames,
  }
}

/** `"01"` and `"001-002 004"` are the communes 01001, 01002 and 01004. */
const expand = (department: string, ranges: string): string[] =>
  ranges.split(' ').flatMap((range) => {
    const [first = '', last = first] = range.split('-')
    return Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, index) => `${department}${String(Number(first) + index).padStart(3, '0')}`,
    )
  })

/**
 * The places of birth that look right and do not exist. Kept apart from the schema, so that only people written by
 * hand pay for reading the list.
 */
export const checkGeography = (persona: Fields, geography: Geography): Defect[] =>
  persona.kind === 'citizen'
    ? onEveryPlatform(persona, (fields) => [
        ...birthDefects(fields, geography),
        ...inCivilIdentity(fields, (civil) => birthDefects(civil, geography)),
      ])
    : []

const birthDefects = (fields: Fields, { hasCommune, hasCountry }: Geography): Defect[] => {
  const { birthplace, birthcountry = FRANCE, unchecked } = fields
  const exempt = (field: string) => Array.isArray(unchecked) && unchecked.includes(field)
  const defects: Defect[] = []
  if (isCode(birthcountry, /^99\d{3}$/) && !exempt('birthcountry') && !hasCountry(birthcountry)) {
    defects.push({ path: ['birthcountry'], message: noSuch('country or territory', birthcountry) })
  }
  const inFrance = birthcountry === FRANCE && !exempt('birthplace')
  if (inFrance && isCode(birthplace, /^(2[AB]|\d{2})\d{3}$/) && !hasCommune(birthplace)) {
    defects.push({
      path: ['birthplace'],
      message: `${noSuch('commune', birthplace)}${postalHint(birthplace)}`,
    })
  }
  return defects
}

const isCode = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value)

const noSuch = (what: string, code: string): string => {
  const field = what === 'commune' ? 'birthplace' : 'birthcountry'
  return `no ${what} has the INSEE code (COG) "${code}"; to send it all the same, name ${field} in unchecked`
}

/** People confuse both codes because both have five digits: Brest is 29019 to INSEE and 29200 to the post. */
const postalHint = (code: string): string =>
  code.endsWith('0') ? '. A postal code is no INSEE code: Brest is "29019", not "29200"' : ''
