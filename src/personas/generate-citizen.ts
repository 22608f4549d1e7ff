import { FRANCE } from './formats.ts'
import { familyName, type Invention, type Material, slug } from './invention.ts'

/** Where people of France who were born abroad often come from, and a few rarer places. */
const countriesOfBirth = [
  '99352', // Algeria
  '99350', // Morocco
  '99139', // Portugal
  '99351', // Tunisia
  '99127', // Italy
  '99208', // Turkey
  '99134', // Spain
  '99131', // Belgium
  '99341', // Senegal
  '99326', // Ivory Coast
  '99243', // Vietnam
  '99132', // United Kingdom
  '99109', // Germany
  '99410', // Haiti
  '99217', // Japan
]

/** Invents a citizen; about one in six was born abroad, one in three has a usage name of their own. */
export const generateCitizen = ({ faker, geography }: Material): Invention => {
  const gender = faker.helpers.arrayElement(['female', 'male'] as const)
  const given = givenNames(faker, gender)
  const birthName = familyName(faker)
  const usageName = faker.number.float() < 0.33 ? familyName(faker) : birthName
  const birth = placeOfBirth({ faker, geography })
  const usage = usageName === birthName ? '' : ', usage name differs from birth name'
  return {
    name: slug(`${given[0]} ${birthName}`),
    story: `Generated: born in ${birth.name}${usage}.`,
    story_fr: `Personne inventée, naissance : ${birth.name}${usage && ', nom d’usage différent du nom de naissance'}.`,
    given_name: given.join(' '),
    family_name: birthName.toUpperCase(),
    ...(usage ? { preferred_username: usageName.toUpperCase() } : {}),
    birthdate: birthdate(faker, birth.birthcountry !== FRANCE),
    gender,
    ...birth.codes,
    birthcountry: birth.birthcountry,
  }
}

const placeOfBirth = ({ faker, geography }: Material) => {
  if (faker.number.float() < 0.17) {
    const birthcountry = faker.helpers.arrayElement(countriesOfBirth)
    return { name: geography.countries.get(birthcountry), codes: {}, birthcountry }
  }
  const [birthplace, name] = faker.helpers.arrayElement([...geography.places])
  return { name, codes: { birthplace }, birthcountry: FRANCE }
}

const givenNames = (faker: Material['faker'], gender: 'female' | 'male'): string[] => {
  const count = faker.helpers.weightedArrayElement([
    { value: 1, weight: 2 },
    { value: 2, weight: 3 },
    { value: 3, weight: 4 },
    { value: 4, weight: 1 },
  ])
  return faker.helpers.uniqueArray(() => faker.person.firstName(gender), count)
}

/** Abroad, registers do not always know the day. */
const birthdate = (faker: Material['faker'], abroad: boolean): string => {
  const part = (min: number, max: number) => String(faker.number.int({ min, max })).padStart(2, '0')
  const month = `${part(1930, 2007)}-${part(1, 12)}`
  return abroad && faker.number.float() < 0.1 ? `${month}-00` : `${month}-${part(1, 28)}`
}
