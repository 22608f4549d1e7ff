import { API_PATH } from '../control/openapi.ts'
import { operations } from '../control/operations.ts'
import { single } from '../oidc/params.ts'
import { apiPage } from '../pages/dashboard/api.ts'
import { identityProvidersPage } from '../pages/dashboard/identity-providers.ts'
import { keysPage } from '../pages/dashboard/keys.ts'
import { type Mail, mailsPage } from '../pages/dashboard/mails.ts'
import { hubTitle } from './lines.ts'
import { ask, go, page, type Screen, type Shown } from './screen.ts'

const PROVIDERS = '/_doublure/identity-providers'
const KEYS = '/_doublure/keys'

const providers: Screen = {
  method: 'GET',
  path: PROVIDERS,
  show: ({ frame }, { hubs, identityProviders }) =>
    page(
      identityProvidersPage({
        ...frame,
        hubs: hubs.map(({ facts }) => ({ ...facts, providers: identityProviders.list(facts.id) })),
      }),
    ),
}

const switchProvider: Screen = {
  method: 'POST',
  path: `${PROVIDERS}/:hub/:id`,
  async show({ params, form }, desk): Promise<Shown> {
    const { form_token, ...switches } = form
    const body = Object.fromEntries(Object.entries(switches).map(([name, value]) => [name, value === 'true']))
    const path = `/identity-providers/${encodeURIComponent(params.id ?? '')}`
    await ask(desk, 'PATCH', path, { body, query: { hub: params.hub } })
    return go(`${PROVIDERS}?done=saved`)
  },
}

const keys: Screen = {
  method: 'GET',
  path: KEYS,
  show: ({ frame }, { hubs }) =>
    page(
      keysPage({
        ...frame,
        hubs: hubs.map(({ facts, platform, keys }) => ({
          id: facts.id,
          title: facts.title,
          jwksHref: `${facts.base}${platform.endpoints.jwks.path}`,
          algs: platform.signing.algs.filter((alg) => alg !== 'HS256'),
          keys: keys.list(),
        })),
      }),
    ),
}

const publishKey: Screen = {
  method: 'POST',
  path: `${KEYS}/:hub`,
  async show({ params, form }, desk) {
    await ask(desk, 'POST', '/keys', { body: { hub: params.hub, alg: single(form, 'alg') } })
    return go(`${KEYS}?done=changed`)
  },
}

const changeKey: Screen = {
  method: 'POST',
  path: `${KEYS}/:hub/:kid/:action`,
  async show({ params: { hub, kid = '', action = '' } }, desk) {
    await ask(desk, 'POST', `/keys/${encodeURIComponent(kid)}/${action}`, { query: { hub } })
    return go(`${KEYS}?done=changed`)
  },
}

const mails: Screen = {
  method: 'GET',
  path: '/_doublure/mails',
  async show({ frame, query }, desk) {
    const to = single(query, 'to')
    const { body: found = [] } = await ask<Mail[]>(desk, 'GET', '/mails', { query: { to } })
    const mails = found.toReversed().map((mail) => ({ ...mail, hub: hubTitle(desk, mail.hub) }))
    return page(mailsPage({ ...frame, to, mails }))
  },
}

const api: Screen = {
  method: 'GET',
  path: '/_doublure/api',
  show({ frame }) {
    const names = [...new Set(operations.map(({ path }) => path.split('/')[1] ?? ''))]
    const resources = names.map((name) => ({
      name,
      operations: operations
        .filter(({ path }) => path.split('/')[1] === name)
        .map(({ method, path, summary, query, body }) => ({
          method,
          path,
          summary,
          query: Object.keys(query.shape),
          body: body?.name,
        })),
    }))
    return page(apiPage({ ...frame, url: API_PATH, resources }))
  },
}

export const hubScreens: readonly Screen[] = [
  providers,
  switchProvider,
  keys,
  publishKey,
  changeKey,
  mails,
  api,
]
