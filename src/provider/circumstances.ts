import type { Client } from '../clients/client.ts'
import type { Endpoint } from '../oidc/endpoint.ts'
import { type Params, single } from '../oidc/params.ts'
import type { Platform } from '../platforms/platform.ts'
import type { Circumstances } from '../rules/rule.ts'
import type { HubContext, HubParts } from './hub.ts'
import { usedParams } from './used-threads.ts'

/** What rules may know of a request beside its parameters. */
export const circumstancesOf = async (
  ctx: HubContext,
  { stage, redirectUriPolicy, platform, sharesThread }: HubParts,
  endpoint: Endpoint,
  params: Params,
): Promise<Circumstances> => {
  const authorization = ctx.headers.authorization || undefined
  const client_id = single(params, 'client_id') ?? clientOfBasic(authorization)
  const client = client_id === undefined ? undefined : stage.client(client_id)
  const token = endpoint === 'userinfo' ? bearerToken(authorization) : undefined
  const issued = token === undefined ? undefined : await stage.accessToken(token)
  const holder = issued && stage.client(issued.client_id)
  const told: Circumstances = { redirectUriPolicy, method: ctx.method, authorization }
  if (client) told.client = client
  if (issued) told.tokenAge = stage.now() - issued.iat
  if (endpoint === 'authorization') told.used = usedParams(platform.id, params, sharesThread)
  if (holder) {
    told.accept = ctx.headers.accept || undefined
    told.givesJwt = givesJwt(platform, holder)
  }
  return told
}

/** A registration that does not say `null` is signed on every hub; one that does may be signed or encrypted all the same. */
const givesJwt = (platform: Platform, client: Client): boolean => {
  if (client.userinfo_signed_response_alg !== null) return true
  const { userinfo_signed_response_alg: signed, userinfo_encrypted_response_alg: encrypted } =
    platform.registration(client) ?? {}
  return typeof signed === 'string' || typeof encrypted === 'string'
}

const bearerToken = (authorization = ''): string | undefined => /^bearer (\S+)$/i.exec(authorization)?.[1]

const clientOfBasic = (authorization = ''): string | undefined => {
  const encoded = /^basic (\S+)$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const [client_id] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return client_id === '' ? undefined : client_id
}
