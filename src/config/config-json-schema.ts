import { z } from 'zod'
import { clientJsonSchema } from '../clients/client.ts'
import { identityProviderSchema } from '../identity-providers/identity-provider.ts'
import { personaSchema } from '../personas/persona.ts'
import { scenarioSchema } from '../scenarios/scenario.ts'
import { configSchema } from './config.ts'
import { hubJsonSchema } from './hub.ts'

type JsonSchema = Record<string, unknown>

const written = { io: 'input', unrepresentable: 'any' } as const

const nested = ({ $schema, ...schema }: JsonSchema): JsonSchema => schema

/** JSON Schema (2020-12) of doublure.yaml, with what its lists may hold spelled out. */
export const configJsonSchema = (hubIds: readonly string[]): JsonSchema => {
  const { properties, ...schema } = z.toJSONSchema(configSchema(hubIds), written)
  const pathOr = (items: JsonSchema) => ({
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', items: nested(items) },
    ],
  })
  const hubs = { type: 'array', minItems: 1, items: hubJsonSchema(hubIds) }
  return {
    ...schema,
    title: 'doublure.yaml',
    properties: {
      ...properties,
      tls: { ...described(properties?.tls), anyOf: [{ const: 'auto' }, properties?.tls] },
      hubs: { ...described(properties?.hubs), ...hubs },
      clients: { ...described(properties?.clients), ...pathOr(clientJsonSchema()) },
      personas: { ...described(properties?.personas), ...pathOr(z.toJSONSchema(personaSchema, written)) },
      identity_providers: {
        ...described(properties?.identity_providers),
        ...pathOr(z.toJSONSchema(identityProviderSchema, written)),
      },
      scenarios: { ...described(properties?.scenarios), ...pathOr(z.toJSONSchema(scenarioSchema, written)) },
    },
  }
}

const described = (property: unknown): JsonSchema =>
  typeof property === 'object' && property !== null && 'description' in property
    ? { description: property.description }
    : {}
