import type { Endpoint } from '../oidc/endpoint.ts'
import { type Params, single } from '../oidc/params.ts'
import type { Circumstances } from '../rules/rule.ts'
import type { HubContext, HubParts } from './hub.ts'

/** What rules may know of a request beside its parameters. */
export const circumstancesOf = async (
  ctx: HubContext,
  { stage, redirectUriPolicy }: HubParts,
  endpoint: Endpoint,
  params: Params,
): Promise<Circumstances> => {
  const authorization = ctx.get('authorization') || undefined
  const client_id = single(params, 'client_id') ?? clientOfBasic(authorization)
  const client = client_id === undefined ? undefined : stage.client(client_id)
  const token = endpoint === 'userinfo' ? bearerToken(authorization) : undefined
  const issued = token === undefined ? undefined : (await stage.accessToken(token))?.iat
  return {
    ...(client && { client }),
    redirectUriPolicy,
    method: ctx.method,
    authorization,
    tokenAge: issued === undefined ? undefined : stage.now() - issued,
  }
}

const bearerToken = (authorization: string | undefined): string | undefined =>
  /^bearer (\S+)$/i.exec(authorization ?? '')?.[1]

const clientOfBasic = (authorization: string | undefined): string | undefined => {
  const encoded = /^basic (\S+)$/i.exec(authorization ?? '')?.[1]
  const [client_id] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':')
  return client_id === '' ? undefined : client_id
}
