import type { Middleware } from 'koa'
import { clientJsonSchema } from '../clients/client.ts'
import { configJsonSchema } from '../config/config-json-schema.ts'
import { own } from '../lib/own.ts'
import { personaJsonSchema } from '../personas/schema.ts'
import { hubIds } from '../platforms/index.ts'
import { scenarioJsonSchema } from '../scenarios/scenario.ts'

/** JSON Schemas of the files that people write, by name; each is made when it is asked for. */
export const fileSchemas: Readonly<Record<string, () => object>> = {
  config: () => configJsonSchema(hubIds),
  client: clientJsonSchema,
  persona: personaJsonSchema,
  scenario: scenarioJsonSchema,
}

const PATH = /^\/_doublure\/schema\/([a-z-]+)\.json$/

/** `/_doublure/schema/*.json`, for editors. */
export const schemas: Middleware = async (ctx, next) => {
  const schema = ctx.method === 'GET' ? own(fileSchemas, PATH.exec(ctx.path)?.[1] ?? '') : undefined
  if (!schema) return next()
  ctx.set('content-type', 'application/schema+json')
  ctx.set('access-control-allow-origin', '*')
  ctx.body = JSON.stringify(schema(), null, 2)
  return undefined
}
