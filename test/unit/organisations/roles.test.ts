import { describe, expect, test } from 'vitest'
import {
  readBuiltInOrganisations,
  readLegalCategories,
} from '../../../src/organisations/load-organisations.ts'
import { organisationSchema } from '../../../src/organisations/organisation.ts'
import { rolesOf } from '../../../src/organisations/roles.ts'

const { categories, problems } = await readLegalCategories()
const { organisations } = await readBuiltInOrganisations()
const organisation = (legal_category: string, rest: object = {}) =>
  organisationSchema.parse({ siret: '21920023500014', label: 'Somewhere', legal_category, ...rest })
const roles = (legal_category: string, rest?: object) =>
  rolesOf({ organisation: organisation(legal_category, rest), network: 'internet', categories })

test('the table of legal categories has no problem, and 4 digits for each', () => {
  expect(problems).toEqual([])
  for (const code of categories.keys()) expect(code).toMatch(/^\d{4}$/)
})

test.each([
  ['7210', ['agent_public', 'agent_public_territorial']],
  ['7346', ['agent_public', 'agent_public_territorial']],
  ['7120', ['agent_public', 'agent_public_etat']],
  ['7389', ['agent_public', 'agent_public_etat']],
  ['8110', ['agent_public', 'agent_public_etat']],
  ['7430', ['agent_public', 'agent_public_etat']],
  ['7450', ['agent_public', 'agent_public_etat']],
  ['4110', ['agent_public']],
  ['7364', ['agent_public']],
  ['5710', []],
  ['1000', []],
])('an organisation of category %s gives %j', (category, expected) => {
  expect(roles(category)).toEqual(expected)
})

describe('no role comes', () => {
  test('from an organisation that has closed', () => {
    expect(roles('7210', { closed: true })).toEqual([])
  })

  test('from an organisation that could not be looked up', () => {
    expect(rolesOf({ organisation: undefined, network: 'internet', categories })).toEqual([])
  })

  test('from a public category when the organisation is listed as not public', () => {
    expect(roles('7210', { public_service: false })).toEqual([])
  })
})

test('a private category is public when the organisation is listed as such, and State when it is an operator', () => {
  expect(roles('5710', { public_service: true })).toEqual(['agent_public'])
  expect(roles('4110', { state_operator: true })).toEqual(['agent_public', 'agent_public_etat'])
})

test('on the RIE everyone is an agent, whatever the organisation', () => {
  expect(rolesOf({ organisation: undefined, network: 'rie', categories })).toEqual(['agent_public'])
  expect(rolesOf({ organisation: organisation('7120'), network: 'rie', categories })).toEqual([
    'agent_public',
  ])
})

test.each([
  ['21920023500014', ['agent_public', 'agent_public_territorial']],
  ['20007184300060', ['agent_public', 'agent_public_territorial']],
  ['41816609600069', []],
  ['39234600300198', []],
  ['43841606700017', []],
  ['78824266700020', []],
  ['81104725700019', []],
  ['82271212100018', []],
  ['32122785200019', []],
  ['00557246600026', []],
  ['94957325700019', []],
])('%s has the roles that ProConnect computes for it', (siret, expected) => {
  const found = organisations.find((one) => one.siret === siret)
  expect(found).toBeDefined()
  expect(rolesOf({ organisation: found, network: 'internet', categories })).toEqual(expected)
})
