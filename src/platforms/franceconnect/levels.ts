/** Levels of assurance, lowest first. */
export const levels = ['eidas1', 'eidas2', 'eidas3'] as const

/** Place of a level, -1 when it is none. */
export const rankOf = (acr: string | undefined): number => levels.indexOf(acr as (typeof levels)[number])

/** Whether a level is at least as high as another; an unknown one is below all. */
export const reaches = (acr: string | undefined, wanted: string | undefined): boolean =>
  rankOf(acr) >= 0 && rankOf(acr) >= rankOf(wanted)

/** The lowest known level of a list, `undefined` when none is known. */
export const lowest = (acrs: readonly string[]): string | undefined =>
  levels.find((level) => acrs.includes(level))

/** The highest known level of a list, `undefined` when none is known. */
export const highest = (acrs: readonly string[]): string | undefined =>
  levels.findLast((level) => acrs.includes(level))

/** Longer values of acr_values are read as an empty list. */
const MAX_LENGTH = 64

/** The one level that the hub keeps of `acr_values`: the lowest it knows, whoever offers it, or its own default. */
export const pickAcr = (acr_values: string, byDefault: string): string =>
  lowest(acr_values.length > MAX_LENGTH ? [] : acr_values.split(' ')) ?? byDefault
