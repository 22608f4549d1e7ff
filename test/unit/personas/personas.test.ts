import { expect, test } from 'vitest'
import { personaOn } from '../../../src/personas/overlay.ts'
import { personaSchema } from '../../../src/personas/persona.ts'
import { createPersonas } from '../../../src/personas/personas.ts'

const alma = personaSchema.parse({ id: 'alma', kind: 'citizen', given_name: 'Éloïse', family_name: 'MARIN' })
const bo = personaSchema.parse({ id: 'bo', kind: 'agent', usual_name: 'Lund', siret: '21920023500014' })

test('people are found by id and listed by kind, in their order', () => {
  const personas = createPersonas([alma, bo])
  expect(personas.get('alma')).toBe(alma)
  expect(personas.get('nobody')).toBeUndefined()
  expect(personas.list()).toEqual([alma, bo])
  expect(personas.list('agent')).toEqual([bo])
})

test('people come, change and go, until a reset brings back those of the beginning', () => {
  const personas = createPersonas([alma])
  personas.put({ ...alma, label: 'Changed' })
  personas.put(bo)
  expect(personas.list().map(({ label }) => label)).toEqual(['Changed', 'Lund'])
  expect(personas.remove('alma')).toBe(true)
  expect(personas.remove('alma')).toBe(false)
  personas.reset()
  expect(personas.list()).toEqual([alma])
})

test('a search wants every word, somewhere, whatever the accents and the case', () => {
  const personas = createPersonas([alma, bo])
  expect(personas.search('eloise')).toEqual([alma])
  expect(personas.search('MARIN élo')).toEqual([alma])
  expect(personas.search('marin lund')).toEqual([])
  expect(personas.search('21920023500014')).toEqual([bo])
  expect(personas.search('l', 'citizen')).toEqual([alma])
  expect(personas.search('  ')).toEqual([alma, bo])
})

test('a platform sees what overrides say, the hub after the platform', () => {
  const person = personaSchema.parse({
    id: 'cy',
    kind: 'agent',
    usual_name: 'Roy',
    email: 'cy@example.org',
    platforms: {
      proconnect: { usual_name: 'Roi', idp_id: 'fia1' },
      'proconnect-rie': { idp_id: 'rie-fia1' },
    },
  })
  expect(personaOn(person, ['proconnect'])).toMatchObject({
    usual_name: 'Roi',
    idp_id: 'fia1',
    email: 'cy@example.org',
  })
  expect(personaOn(person, ['proconnect', 'proconnect-rie'])).toMatchObject({
    usual_name: 'Roi',
    idp_id: 'rie-fia1',
  })
  expect(personaOn(person, ['agentconnect'])).toEqual(person)
})

test('a story that a platform tells anew leaves nothing of the other in French', () => {
  const told = { story: 'Another.', story_fr: 'Une autre.' }
  const person = personaSchema.parse({
    ...{ id: 'cy', kind: 'agent', usual_name: 'Roy', email: 'cy@example.org' },
    ...{ story: 'One.', story_fr: 'Une.' },
    platforms: { proconnect: { story: 'Another.' }, agentconnect: told },
  })
  expect(personaOn(person, ['proconnect'])).toMatchObject({ story: 'Another.', story_fr: undefined })
  expect(personaOn(person, ['agentconnect'])).toMatchObject(told)
  expect(personaOn(person, ['franceconnect'])).toMatchObject({ story_fr: 'Une.' })
})
