import type { Middleware } from 'koa'
import { own } from '../lib/own.ts'

const PATH = /^\/_doublure\/schema\/([a-z-]+)\.json$/

/** `/_doublure/schema/*.json`, for editors; nothing of it is loaded before. */
export const schemas: Middleware = async (ctx, next) => {
  const name = PATH.exec(ctx.path)?.[1]
  if (ctx.method !== 'GET' || name === undefined) return next()
  const { fileSchemas } = await import('./file-schemas.ts')
  const schema = own(fileSchemas, name)
  if (!schema) return next()
  ctx.set('content-type', 'application/schema+json')
  ctx.set('access-control-allow-origin', '*')
  ctx.body = JSON.stringify(schema(), null, 2)
  return undefined
}
