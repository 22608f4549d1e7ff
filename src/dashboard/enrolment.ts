import { single } from '../oidc/params.ts'
import { fieldsOfForm, registrationOf } from './client-fields.ts'
import { clientFormOf } from './client-screens.ts'
import { ENROL_PATH } from './offer-enrolment.ts'
import { many } from './read-form.ts'
import { ask, go, type Screen } from './screen.ts'

/** Registers the client that an error page offered to, and resumes its request. */
export const enrol: Screen = {
  method: 'POST',
  path: ENROL_PATH,
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
    if (problems) return clientFormOf(frame, desk, fields, undefined, { problems })
    const again = single(form, 'again') ?? ''
    return go(again.startsWith(`/${hub}/`) ? again : '/_doublure/clients?done=saved')
  },
}
