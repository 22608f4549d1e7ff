import type { HubMiddleware, HubParts } from './hub.ts'

/**
 * Some hubs take client credentials in the body alone. The library cannot be told: it is given a secret that is wrong,
 * and answers as it does to any other.
 */
export const refuseSecretBasic = ({ platform }: HubParts): HubMiddleware => {
  const { token, revocation, introspection } = platform.endpoints
  const doors = [token.path, revocation.path, introspection?.path]
  if (platform.clientSecretBasic !== false) return (_ctx, next) => next()
  return (ctx, next) => {
    const [, encoded] = /^basic (.*)$/i.exec(ctx.get('authorization')) ?? []
    if (encoded !== undefined && doors.includes(ctx.state.below)) {
      const [client_id] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
      ctx.req.headers.authorization = `Basic ${Buffer.from(`${client_id}:refused`).toString('base64')}`
    }
    return next()
  }
}
