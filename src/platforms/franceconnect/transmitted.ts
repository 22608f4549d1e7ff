import type { Transmitted } from '../../pages/franceconnect/information.ts'
import { bilingual, type Language } from '../../pages/language.ts'
import { dataProviders, lowDataProviders } from './data-providers.ts'
import { scopes } from './scopes.ts'

/** Labels of the claims that the information page lists, in its order; claims without a label are not listed. */
const labels = bilingual(
  {
    family_name: 'Nom de naissance',
    preferred_username: 'Nom d’usage',
    given_name: 'Prénom(s)',
    gender: 'Sexe',
    birthdate: 'Date de naissance',
    birthplace: 'Lieu de naissance',
    birthcountry: 'Pays de naissance',
    email: 'Adresse email',
  },
  {
    family_name: 'Birth name',
    preferred_username: 'Usage name',
    given_name: 'Given name(s)',
    gender: 'Gender',
    birthdate: 'Date of birth',
    birthplace: 'Place of birth',
    birthcountry: 'Country of birth',
    email: 'E-mail address',
  },
)

/** Scopes of FranceConnect+ that give plain claims too. */
const alsoGives: Readonly<Record<string, readonly string[]>> = {
  rnipp_profile: scopes.profile ?? [],
  rnipp_birth: scopes.birth ?? [],
  rnipp_identite_pivot: scopes.identite_pivot ?? [],
}

const claimsOf = (scope: string): readonly string[] =>
  alsoGives[scope] ?? scopes[scope] ?? [scope.replace(/^rnipp_/, '')]

/** What the information page says is sent for these scopes, by source. */
export const transmitted = (asked: readonly string[], brand: string, lang: Language): Transmitted[] => {
  const claims = new Set(asked.flatMap(claimsOf))
  const own = Object.entries(labels[lang]).flatMap(([claim, label]) => (claims.has(claim) ? [label] : []))
  const others = Object.values({ ...dataProviders, ...lowDataProviders }).map(({ name, scopes: known }) => ({
    provider: name,
    labels: Object.entries(known).flatMap(([scope, label]) => (asked.includes(scope) ? [label] : [])),
  }))
  return [{ provider: brand, labels: own }, ...others].filter((source) => source.labels.length > 0)
}
