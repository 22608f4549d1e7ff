import { parseParams, single } from '../oidc/params.ts'
import type { EnrolOffer } from '../pages/why.ts'
import type { HubContext, HubParts } from '../provider/hub.ts'
import { fieldsOfForm, registrationOf } from './client-fields.ts'
import { clientFormOf } from './client-screens.ts'
import { type GuardSettings, refuseVisit } from './guard.ts'
import { many } from './read-form.ts'
import { ask, go, type Screen } from './screen.ts'

const PATH = '/_doublure/clients/enrol'

/**
 * The offer to register the client of an authorize request that the hub does not know, with what the request contained;
 * `undefined` when the hub knows it, or when this browser may not use the control API.
 */
export const createEnrolment =
  (settings: GuardSettings & { formToken: string }) =>
  (ctx: HubContext, { platform, facts, stage }: HubParts): EnrolOffer | undefined => {
    if (ctx.state.below !== platform.endpoints.authorization.path) return undefined
    const params =
      ctx.req.method === 'POST' ? ctx.state.body : parseParams(new URL(ctx.originalUrl, facts.base).search)
    const client_id = single(params, 'client_id')
    const redirect_uri = single(params, 'redirect_uri')
    if (!client_id || !redirect_uri || stage.client(client_id) || refuseVisit(ctx, settings)) return undefined
    return {
      action: PATH,
      client_id,
      redirect_uris: [redirect_uri],
      scopes: (single(params, 'scope') ?? 'openid').split(' ').filter(Boolean),
      fields: {
        form_token: settings.formToken,
        hub: facts.id,
        again: ctx.req.method === 'POST' ? '' : ctx.originalUrl,
      },
    }
  }

/** Registers the client that an error page offered to, and resumes its request. */
export const enrol: Screen = {
  method: 'POST',
  path: PATH,
  async show({ frame, form }, desk) {
    const hub = single(form, 'hub') ?? ''
    const fields = {
      ...fieldsOfForm(form),
      redirect_uris: many(form, 'redirect_uris').join('\n'),
      scopes: many(form, 'scopes').join(' '),
      active: 'true',
      hubs: [hub],
    }
    const given = Object.entries(registrationOf(fields)).filter(
      ([, value]) => value !== null && value !== undefined,
    )
    const path = `/clients/${encodeURIComponent(fields.client_id)}`
    const { problems } = await ask(desk, 'PUT', path, { body: Object.fromEntries(given) })
    if (problems) return clientFormOf(frame, desk, fields, undefined, problems)
    const again = single(form, 'again') ?? ''
    return go(again.startsWith(`/${hub}/`) ? again : '/_doublure/clients?done=saved')
  },
}
