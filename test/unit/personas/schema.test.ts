import { expect, test } from 'vitest'
import { personaJsonSchema } from '../../../src/personas/schema.ts'

type Branch = {
  properties: Record<string, { description?: string }>
  required: string[]
  additionalProperties: boolean
}

const branches = personaJsonSchema().oneOf as Branch[]

test('editors get one schema for citizens and one for agents, which refuse unknown keys', () => {
  expect(branches).toHaveLength(2)
  for (const branch of branches) expect(branch.additionalProperties).toBe(false)
  expect(branches[0]?.properties).toHaveProperty('birthplace')
  expect(branches[1]?.properties).toHaveProperty('siret')
})

test('only the kind is required, for an id and a label have defaults', () => {
  for (const branch of branches) expect(branch.required).toEqual(['kind'])
})

test('every key says what it means', () => {
  for (const { properties } of branches) {
    for (const [key, { description }] of Object.entries(properties)) expect(description, key).toBeTruthy()
  }
})
