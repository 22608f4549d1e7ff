/** The Luhn sum of a run of digits, last one included; it is a multiple of 10 when the check digit is right. */
export const luhnSum = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return sum + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)

/** The digit to write after `body` so that the whole passes Luhn. */
export const luhnCheckDigit = (body: string): string => String((10 - (luhnSum(`${body}0`) % 10)) % 10)

/** The SIREN of La Poste, whose establishments outgrew Luhn: their SIRET's digits add up to a multiple of 5. */
const LA_POSTE = '356000000'

const digitSum = (digits: string): number => [...digits].reduce((sum, digit) => sum + Number(digit), 0)

const luhnDefect = (digits: string): string | undefined => {
  if (luhnSum(digits) % 10 === 0) return undefined
  const expected = luhnCheckDigit(digits.slice(0, -1))
  return `received "${digits}", whose last digit breaks the Luhn check; ${digits.slice(0, -1)}${expected} would pass`
}

/** What is wrong with a SIREN (9 digits, Luhn), `undefined` when nothing is. */
export const sirenDefect = (siren: string): string | undefined =>
  /^\d{9}$/.test(siren)
    ? luhnDefect(siren)
    : `received "${siren}", expected a SIREN of 9 digits without spaces`

/** What is wrong with a SIRET (14 digits, Luhn but for La Poste), `undefined` when nothing is. */
export const siretDefect = (siret: string): string | undefined => {
  if (!/^\d{14}$/.test(siret)) return `received "${siret}", expected a SIRET of 14 digits without spaces`
  if (siret.startsWith(LA_POSTE) && digitSum(siret) % 5 === 0) return undefined
  return luhnDefect(siret)
}
