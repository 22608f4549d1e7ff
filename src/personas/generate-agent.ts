import { familyName, type Invention, type Material, slug } from './invention.ts'

/** Organisations that fixtures/organisations.yaml knows, so that the agents' roles can be computed. */
const sirets = [
  '21920023500014', // a town
  '20007184300060', // a community of towns
  '13002526500013', // a central service of a ministry
  '41816609600069', // a company
]

const units = ['comptabilite', 'ressources humaines', 'etat civil', 'urbanisme', 'systemes d’information']

/** Invents an agent of one of the built-in organisations; some are contractors or trainees. */
export const generateAgent = ({ faker }: Material): Invention => {
  const given_name = faker.person.firstName()
  const usual_name = familyName(faker)
  const siret = faker.helpers.arrayElement(sirets)
  const population = faker.helpers.weightedArrayElement([
    { value: 'agent', weight: 8 },
    { value: 'prestataire', weight: 1 },
    { value: 'stagiaire', weight: 1 },
  ])
  return {
    name: slug(`${given_name} ${usual_name}`),
    story: `Generated: ${population} of the organisation ${siret}.`,
    story_fr: `Personne inventée : ${population} de l’organisation ${siret}.`,
    given_name,
    usual_name,
    uid: faker.string.hexadecimal({ length: 16, casing: 'lower', prefix: '' }),
    siret,
    siren: siret.slice(0, 9),
    phone_number: `01 99 00 ${faker.string.numeric(2)} ${faker.string.numeric(2)}`,
    belonging_population: population,
    organizational_unit: faker.helpers.arrayElement(units),
  }
}
