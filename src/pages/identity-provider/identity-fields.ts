import type { Field } from '../form.ts'
import { bilingual, type Language } from '../language.ts'

const words = bilingual(
  {
    given_name: 'Prénoms',
    family_name: 'Nom de naissance',
    preferred_username: 'Nom d’usage',
    gender: 'Sexe',
    female: 'Féminin',
    male: 'Masculin',
    birthdate: 'Date de naissance',
    birthdateHint: 'AAAA-MM-JJ',
    birthplace: 'Lieu de naissance',
    birthplaceHint: 'code INSEE de la commune ; vide pour une naissance à l’étranger',
    birthcountry: 'Pays de naissance',
    birthcountryHint: 'code INSEE du pays ; vide pour la France (99100)',
    email: 'Adresse e-mail',
    acr: 'Niveau (acr)',
    rep_scope: 'Mandat (rep_scope)',
    rep_scopeHint: 'le périmètre, pour qui aide une autre personne ; vide sinon',
    usual_name: 'Nom d’usage',
    siret: 'SIRET',
    siretHint: '14 chiffres',
    sub: 'Identifiant (sub)',
    phone_number: 'Téléphone',
    amr: 'Preuves (amr)',
    amrHint: 'liste séparée par des virgules',
    error: 'Erreur OAuth (error)',
    errorHint: 'rempli, le fournisseur refuse la connexion avec cette erreur',
    error_description: 'Description de l’erreur',
  },
  {
    given_name: 'Given names',
    family_name: 'Birth name',
    preferred_username: 'Usage name',
    gender: 'Gender',
    female: 'Female',
    male: 'Male',
    birthdate: 'Birth date',
    birthdateHint: 'YYYY-MM-DD',
    birthplace: 'Birthplace',
    birthplaceHint: 'INSEE code of the municipality; empty for a birth abroad',
    birthcountry: 'Country of birth',
    birthcountryHint: 'INSEE code of the country; empty for France (99100)',
    email: 'E-mail address',
    acr: 'Level (acr)',
    rep_scope: 'Mandate (rep_scope)',
    rep_scopeHint: 'its scope, for someone who helps another person; empty otherwise',
    usual_name: 'Usage name',
    siret: 'SIRET',
    siretHint: '14 digits',
    sub: 'Identifier (sub)',
    phone_number: 'Phone',
    amr: 'Methods (amr)',
    amrHint: 'comma-separated list',
    error: 'OAuth error (error)',
    errorHint: 'when filled, the provider refuses the login with this error',
    error_description: 'Error description',
  },
)

/** The fields of a citizen typed by hand; `mandate` adds the one that FranceConnect alone knows. */
export const citizenFields = (lang: Language, acrs: readonly string[], mandate: boolean): Field[] => {
  const text = words[lang]
  return [
    { name: 'given_name', label: text.given_name, required: true },
    { name: 'family_name', label: text.family_name, required: true },
    { name: 'preferred_username', label: text.preferred_username },
    {
      name: 'gender',
      label: text.gender,
      required: true,
      options: [
        { value: 'female', label: text.female },
        { value: 'male', label: text.male },
      ],
    },
    { name: 'birthdate', label: text.birthdate, hint: text.birthdateHint, required: true },
    { name: 'birthplace', label: text.birthplace, hint: text.birthplaceHint },
    { name: 'birthcountry', label: text.birthcountry, hint: text.birthcountryHint },
    { name: 'email', label: text.email, required: true },
    {
      name: 'acr',
      label: text.acr,
      required: true,
      options: acrs.map((acr) => ({ value: acr, label: acr })),
    },
    ...(mandate ? [{ name: 'rep_scope', label: text.rep_scope, hint: text.rep_scopeHint }] : []),
  ]
}

/** The fields of an agent typed by hand; none is required: a blank one is a claim left out. */
export const agentFields = (lang: Language, acrs: readonly string[]): Field[] => {
  const text = words[lang]
  return [
    { name: 'email', label: text.email },
    { name: 'given_name', label: text.given_name },
    { name: 'usual_name', label: text.usual_name },
    { name: 'siret', label: text.siret, hint: text.siretHint },
    { name: 'sub', label: text.sub },
    { name: 'phone_number', label: text.phone_number },
    { name: 'acr', label: text.acr, suggestions: acrs },
    { name: 'amr', label: text.amr, hint: text.amrHint },
    { name: 'error', label: text.error, hint: text.errorHint },
    { name: 'error_description', label: text.error_description },
  ]
}
