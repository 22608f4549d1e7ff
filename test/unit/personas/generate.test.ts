import { describe, expect, test } from 'vitest'
import { readBuiltInOrganisations } from '../../../src/organisations/load-organisations.ts'
import { generatePersonas } from '../../../src/personas/generate.ts'
import { readGeography } from '../../../src/personas/geography.ts'
import { loadPersonas } from '../../../src/personas/load-personas.ts'
import { personaSchema } from '../../../src/personas/persona.ts'
import { personaYaml } from '../../../src/personas/persona-yaml.ts'

const COUNT = 300

describe.each(['citizen', 'agent'] as const)('generated people of kind %s', (kind) => {
  test('are as many as asked, each with an id of their own', async () => {
    const people = await generatePersonas({ kind, count: COUNT, seed: 1 })
    expect(new Set(people.map(({ id }) => id)).size).toBe(COUNT)
    expect(people.every((person) => person.kind === kind)).toBe(true)
  })

  test('are the same for the same seed, others for another', async () => {
    const [once, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => generatePersonas({ kind, count: 20, seed })),
    )
    expect(again).toEqual(once)
    expect(other).not.toEqual(once)
  })

  test('pass every check, and survive being written and read', async () => {
    const people = await generatePersonas({ kind, count: COUNT, seed: 3 })
    const sources = people.map((person) => ({ file: `${person.id}.yaml`, text: personaYaml(person) }))
    const loaded = loadPersonas(sources, await readGeography())
    expect(loaded.problems).toEqual([])
    expect(loaded.personas).toEqual(people)
  })
})

test('generated citizens are of all sorts', async () => {
  const people = (await generatePersonas({ kind: 'citizen', count: COUNT, seed: 5 })).flatMap((person) =>
    person.kind === 'citizen' ? [person] : [],
  )
  const share = (holds: (person: (typeof people)[number]) => boolean) => people.filter(holds).length / COUNT
  expect(share(({ birthcountry }) => birthcountry !== '99100')).toBeGreaterThan(0.05)
  expect(share(({ birthcountry }) => birthcountry !== '99100')).toBeLessThan(0.4)
  expect(share(({ preferred_username }) => preferred_username !== undefined)).toBeGreaterThan(0.15)
  expect(share(({ given_name = '' }) => given_name.includes(' '))).toBeGreaterThan(0.5)
  expect(share(({ given_name = '' }) => /[À-ÿ]/.test(given_name))).toBeGreaterThan(0.1)
  expect(share(({ email = '' }) => email.endsWith('@example.org'))).toBe(1)
})

test('generated agents work for organisations that hubs can look up', async () => {
  const { organisations } = await readBuiltInOrganisations()
  const known = organisations.map(({ siret }) => siret)
  for (const person of await generatePersonas({ kind: 'agent', count: COUNT, seed: 5 })) {
    expect(known).toContain(person.kind === 'agent' ? person.siret : undefined)
  }
})

test('a person is written in the order one reads, without what goes without saying', () => {
  const person = personaSchema.parse({
    kind: 'citizen',
    id: 'alma',
    birthplace: '02408',
    family_name: 'MARIN',
    given_name: 'Alma',
    levels: ['eidas1'],
    blocked: true,
  })
  expect(personaYaml(person)).toBe(
    'id: alma\nkind: citizen\ngiven_name: Alma\nfamily_name: MARIN\nblocked: true\nbirthplace: "02408"\nlevels:\n  - eidas1\n',
  )
})
