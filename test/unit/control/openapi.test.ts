import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { openapi } from '../../../src/control/openapi.ts'
import { operations } from '../../../src/control/operations.ts'

type Described = {
  operationId: string
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: object
  responses: Record<string, object>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Record<string, unknown>> }
}

const document = JSON.parse(JSON.stringify(openapi(operations))) as Document

const resolve = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)

const references = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : references(child),
  )
}

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(document.openapi).toBe('3.1.0')
  })

  test('refers to nothing that it does not hold', () => {
    const all = references(document)
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((pointer) => resolve(pointer) === undefined)).toEqual([])
  })

  test('describes every operation, once and under its own name', () => {
    const described = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(described).toHaveLength(operations.length)
    expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })

  test('asks for every variable part of a path, and for no field that has a default', () => {
    const path = document.paths['/clients/{client_id}']?.patch
    expect(path?.parameters).toEqual([
      expect.objectContaining({ name: 'client_id', in: 'path', required: true }),
      expect.objectContaining({ name: 'hub', in: 'query', required: false }),
    ])
    expect(document.components.schemas.LoginOrder?.required).toEqual(['client_id', 'hub'])
    expect(document.components.schemas.ClientChanges).not.toHaveProperty('required')
  })
})
