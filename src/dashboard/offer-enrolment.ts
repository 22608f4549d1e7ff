import type { AccessSettings } from '../control/access.ts'
import { parseParams, single } from '../oidc/params.ts'
import type { EnrolOffer } from '../pages/why.ts'
import type { HubContext, HubParts } from '../provider/hub.ts'
import { refuseVisit } from './guard.ts'

/** Where the offer's form goes. */
export const ENROL_PATH = '/_doublure/clients/enrol'

/**
 * The offer to register the client of an authorize request that the hub does not know, with what the request contained;
 * `undefined` when the hub knows it, or when this browser may not use the control API.
 */
export const createEnrolment =
  (settings: AccessSettings & { formToken(): string }) =>
  (ctx: HubContext, { platform, facts, stage }: HubParts): EnrolOffer | undefined => {
    if (ctx.state.below !== platform.endpoints.authorization.path) return undefined
    const params =
      ctx.req.method === 'POST' ? ctx.state.body : parseParams(new URL(ctx.originalUrl, facts.base).search)
    const client_id = single(params, 'client_id')
    const redirect_uri = single(params, 'redirect_uri')
    if (!client_id || !redirect_uri || stage.client(client_id) || refuseVisit(ctx, settings)) return undefined
    return {
      action: ENROL_PATH,
      client_id,
      redirect_uris: [redirect_uri],
      scopes: (single(params, 'scope') ?? 'openid').split(' ').filter(Boolean),
      fields: {
        form_token: settings.formToken(),
        hub: facts.id,
        again: ctx.req.method === 'POST' ? '' : ctx.originalUrl,
      },
    }
  }
