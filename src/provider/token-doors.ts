import type { IncomingMessage } from 'node:http'
import { at } from './at.ts'
import type { HubMiddleware, HubParts } from './hub.ts'
import { giveBack } from './peek-body.ts'

/** A dot or a percent-encoded one, and what takes its place in as many bytes. */
const undotted = (text: string): string => text.replaceAll('.', '-').replace(/%2e/gi, '%2D')

/**
 * What the hub answers at revocation and introspection where its release of the library differs from ours: an empty
 * revocation has the hub's content type, and a JWT is looked up like any other token. Ours refuses to look one up, so
 * that the form it reads has no dot in its token.
 */
export const tokenDoors = ({ platform }: HubParts): HubMiddleware[] => {
  const { endpoints, looksUpAnyToken, revocationType } = platform
  return [
    at(endpoints.introspection?.path, async (ctx, next) => {
      if (looksUpAnyToken && 'token' in ctx.state.body) await hideDots(ctx.req)
      return next()
    }),
    at(endpoints.revocation.path, async (ctx, next) => {
      await next()
      if (revocationType && ctx.status === 200 && !ctx.body) ctx.set('content-type', revocationType)
    }),
  ]
}

/** The form was read once and given back, whole. */
const hideDots = async (request: IncomingMessage): Promise<void> => {
  let form = ''
  for await (const chunk of request.iterator()) form += chunk.toString('latin1')
  const changed = form.replace(/(^|&)token=[^&]*/g, undotted)
  giveBack(request, [Buffer.from(changed, 'latin1')])
}
