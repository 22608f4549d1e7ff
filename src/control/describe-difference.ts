import { distance } from '../clients/nearest.ts'
import { counted } from '../lib/counted.ts'
import type { Words } from '../lib/words.ts'

/** Joins differences into one sentence of each language. */
export const joined = (parts: readonly Words[]): Words => ({
  fr: parts.map(({ fr }) => fr).join(' ; '),
  en: parts.map(({ en }) => en).join('; '),
})

/** By what a word differs from the one that was probably meant. */
export const wordsDiffer = (received: string, known: string): Words => {
  if (received.toLowerCase() === known.toLowerCase())
    return { fr: 'la casse des lettres diffère', en: 'the case of letters differs' }
  if (received.length !== known.length)
    return {
      fr: `reçu avec ${counted(received.length, 'caractère')}, le nom connu en a ${known.length}`,
      en: `${counted(received.length, 'character')} came, the known one has ${known.length}`,
    }
  const at = [...received].findIndex((letter, index) => letter !== known[index])
  const [came, wanted] = [received.slice(at), known.slice(at)]
  return {
    fr: `à partir du caractère ${at + 1} : « ${came} » reçu, « ${wanted} » connu`,
    en: `from character ${at + 1}: "${came}" came, "${wanted}" is known`,
  }
}

const parts = [
  ['protocol', { fr: 'schéma', en: 'scheme' }],
  ['hostname', { fr: 'hôte', en: 'host' }],
  ['port', { fr: 'port', en: 'port' }],
  ['pathname', { fr: 'chemin', en: 'path' }],
  ['search', { fr: 'paramètres', en: 'query' }],
  ['hash', { fr: 'fragment', en: 'fragment' }],
] as const

/** Part by part, by what an address differs from the one that is registered. */
const addressesDiffer = (received: string, registered: string): Words[] => {
  const [came, wanted] = [URL.parse(received), URL.parse(registered)]
  if (!came || !wanted) return [wordsDiffer(received, registered)]
  const differing = parts.filter(([part]) => came[part] !== wanted[part])
  if (differing.length > 0)
    return differing.map(([part, name]) => partsDiffer(part, name, came[part], wanted[part]))
  return [
    {
      fr: 'la même adresse pour un navigateur, mais pas caractère par caractère',
      en: 'the same address to a browser, but not character by character',
    },
  ]
}

const partsDiffer = (part: string, name: Words, is: string, should: string): Words => {
  if (part === 'pathname' && `${is}/` === should)
    return { fr: 'il manque la barre oblique finale', en: 'the final slash is missing' }
  if (part === 'pathname' && is === `${should}/`)
    return { fr: 'une barre oblique finale est de trop', en: 'a final slash is too many' }
  if (is.toLowerCase() === should.toLowerCase())
    return {
      fr: `${name.fr} : la casse des lettres diffère (${is}, ${should})`,
      en: `${name.en}: the case of letters differs (${is}, ${should})`,
    }
  return {
    fr: `${name.fr} : ${is || 'rien'} reçu, ${should || 'rien'} enregistré`,
    en: `${name.en}: ${is || 'none'} came, ${should || 'none'} is registered`,
  }
}

/** Letters by which an address may differ and still be a slip of the pen. */
const SLIP = 3

/**
 * The registered address that was probably meant: the one that differs least, in the fewest parts, then by the fewest
 * letters. When it is more than a slip of the pen away, an address in use that differs in no more parts comes first.
 */
export const nearestAddress = (
  received: string,
  registered: readonly string[],
  inUse: () => readonly string[],
): { uri: string; difference: Words } | undefined => {
  const nearest = leastDifferent(received, registered)
  if (!nearest) return undefined
  const used = nearest.letters > SLIP ? leastDifferent(received, inUse()) : undefined
  const isAsNear = used !== undefined && used.differences.length <= nearest.differences.length
  const { uri, differences } = isAsNear ? used : nearest
  return { uri, difference: joined(differences) }
}

const leastDifferent = (received: string, addresses: readonly string[]) =>
  addresses
    .map((uri) => ({ uri, differences: addressesDiffer(received, uri), letters: distance(received, uri) }))
    .sort((one, other) => one.differences.length - other.differences.length || one.letters - other.letters)[0]
