import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/lib/document.ts'
import { loadOrganisations, readBuiltInOrganisations } from '../../../src/organisations/load-organisations.ts'
import { createOrganisations } from '../../../src/organisations/organisations.ts'

const town = '- siret: "21920023500014"\n  label: Town\n  legal_category: "7210"\n'
const load = (text: string) => loadOrganisations(parseDocument('o.yaml', text))
const lines = (text: string) => load(text).problems.map(({ origin, message }) => `${origin}: ${message}`)

test('an organisation is a SIRET, a label and a legal category; it is open unless it says otherwise', () => {
  expect(load(town)).toEqual({
    organisations: [
      {
        siret: '21920023500014',
        label: 'Town',
        legal_category: '7210',
        closed: false,
        state_operator: false,
      },
    ],
    problems: [],
  })
})

test('a wrong SIRET, a category that is a number and an unknown key are told with their lines', () => {
  const text = '- siret: "21920023500013"\n  label: Town\n  legal_category: 7210\n  colour: blue\n'
  expect(lines(text).sort()).toEqual([
    expect.stringMatching(/^o\.yaml:1: 0\.siret: .*21920023500014/),
    expect.stringMatching(/^o\.yaml:3: 0\.legal_category: received 7210, .*between quotes/),
    expect.stringMatching(/^o\.yaml:4: unknown key/),
  ])
})

test('a category of other than 4 digits is told what is expected', () => {
  expect(lines(town.replace('7210', '72'))).toEqual([
    expect.stringMatching(/received "72", expected 4 digits/),
  ])
})

test('a SIRET stands once, a list is a list', () => {
  expect(lines(town + town)).toEqual([expect.stringMatching(/^o\.yaml:4: siret: 21920023500014.*o\.yaml:1$/)])
  expect(lines('siret: x')).toEqual([expect.stringContaining('expected a list')])
})

test('organisations are looked up by SIRET, spaces or not, and come and go until a reset', async () => {
  const { organisations: seed, problems } = await readBuiltInOrganisations()
  const organisations = createOrganisations(seed)
  expect(problems).toEqual([])
  expect(organisations.get('219 200 235 00014')?.label).toBe('Commune de clamart - Mairie')
  expect(organisations.get('00000000000000')).toBeUndefined()
  organisations.put({
    siret: '00000000000000',
    label: 'X',
    legal_category: '5710',
    closed: false,
    state_operator: false,
  })
  expect(organisations.list()).toHaveLength(seed.length + 1)
  expect(organisations.remove('21920023500014')).toBe(true)
  expect(organisations.remove('21920023500014')).toBe(false)
  organisations.reset()
  expect(organisations.list()).toEqual(seed)
})
