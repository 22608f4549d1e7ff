import type { Middleware } from 'koa'
import { assets as files } from '../pages/assets.ts'

const FOLDER = '/_doublure/'

/** The stylesheet, icon and scripts of our pages. */
export const assets: Middleware = async (ctx, next) => {
  const file = ctx.path.startsWith(FOLDER) ? files.get(ctx.path.slice(FOLDER.length)) : undefined
  if (!file || ctx.method !== 'GET') return next()
  ctx.set('content-type', file.type)
  ctx.set('cache-control', 'public, max-age=3600')
  ctx.body = file.body
  return undefined
}
