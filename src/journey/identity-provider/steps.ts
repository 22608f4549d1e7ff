import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import { formatParams, type Params, single } from '../../oidc/params.ts'
import { choosePersonaPage } from '../../pages/identity-provider/choose-persona.ts'
import { typeIdentityPage } from '../../pages/identity-provider/type-identity.ts'
import type { Persona } from '../../personas/persona.ts'
import { type Answer, page, redirect } from '../answer.ts'
import { frameOf } from '../frame.ts'
import type { IdentityProviderAnswer } from '../identity-provider-answer.ts'
import type { Step, Visit } from '../visit.ts'
import { pagesPath } from './address.ts'
import { chosenIn } from './chosen.ts'
import { issueCode } from './codes.ts'
import { endingsOffered } from './endings-offered.ts'
import { personaCard } from './persona-card.ts'
import { noteChoice, recentPersonas } from './recent.ts'
import { spoil } from './spoil.ts'

/** What the hub asked, as the identity provider's page carries it along. */
export type AskedOfProvider = {
  acr_values: readonly string[]
  login_hint: string | undefined
  claims: string | undefined
  siret_hint: string | undefined
}

/** What a platform says of its identity providers' pages. */
export type ProviderPages = {
  kind: Persona['kind']
  brand: string
  /** Route of the hub that takes the answer. */
  callback: string
  /** Codes of the hub that a login may be told to end with. */
  outcomes: readonly string[]
  /** What the person reads when a login ends with a code. */
  words(code: string): string | undefined
  /** Levels offered to who types an identity by hand. */
  acrs(provider: IdentityProvider): readonly string[]
  mandate?: boolean
  /** What the identity provider says of a persona. */
  portrait(persona: Persona, provider: IdentityProvider, asked: AskedOfProvider): IdentityProviderAnswer
  /** What the identity provider says of an identity typed by hand. */
  typed(
    fields: Readonly<Record<string, string>>,
    provider: IdentityProvider,
    asked: AskedOfProvider,
  ): IdentityProviderAnswer
  /** What stands in the fields at first. */
  initial(asked: AskedOfProvider): Readonly<Record<string, string>>
}

/** Parameters of the hub's request that each form and link carries on. */
const carried = ['client_id', 'state', 'nonce', 'acr_values', 'claims', 'login_hint', 'siret_hint'] as const

const carry = (params: Params): Record<string, string> =>
  Object.fromEntries(
    carried.flatMap((name) => {
      const value = single(params, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

const askedIn = (params: Params): AskedOfProvider => ({
  acr_values: single(params, 'acr_values')?.split(' ') ?? [],
  login_hint: single(params, 'login_hint'),
  claims: single(params, 'claims'),
  siret_hint: single(params, 'siret_hint'),
})

/** The pages of a hub's identity providers: choose a person, type one, cancel, fail; and their logout. */
export const providerSteps = (pages: ProviderPages): Step[] => [
  {
    method: 'GET',
    path: `${pagesPath}/authorize`,
    handle: (visit) => withProvider(visit, (provider) => choose(visit, pages, provider)),
  },
  {
    method: 'GET',
    path: `${pagesPath}/identity`,
    handle: (visit) => withProvider(visit, (provider) => type(visit, pages, provider)),
  },
  {
    method: 'POST',
    path: `${pagesPath}/authorize`,
    handle: (visit) => withProvider(visit, (provider) => answer(visit, pages, provider)),
  },
  {
    method: 'GET',
    path: `${pagesPath}/session/end`,
    handle: (visit) => withProvider(visit, () => endSession(visit)),
  },
]

const withProvider = (
  visit: Visit,
  then: (provider: IdentityProvider) => Answer | Promise<Answer>,
): Answer | Promise<Answer> => {
  const provider = visit.stage
    .identityProviders()
    .find(({ id }) => encodeURIComponent(id) === visit.route.idp)
  return provider ? then(provider) : { kind: 'refusal', code: 'Y000404', status: 404 }
}

/** Addresses of the pages of one identity provider, with what the hub asked. */
const links = (visit: Visit, pages: ProviderPages, fields: Readonly<Record<string, string>>) => {
  const here = visit.path.replace(/\/[^/]+$/, '')
  const refused = {
    error: 'access_denied',
    error_description: 'user authentication aborted',
    state: fields.state,
  }
  return {
    authorize: `${here}/authorize`,
    choose: `${here}/authorize?${formatParams(fields)}`,
    type: `${here}/identity?${formatParams(fields)}`,
    cancel: `${visit.hub.base}${pages.callback}?${formatParams(refused)}`,
  }
}

const common = (visit: Visit, pages: ProviderPages, provider: IdentityProvider) => {
  const client_id = single(visit.query, 'client_id')
  const client = client_id === undefined ? undefined : visit.stage.client(client_id)
  return {
    ...frameOf(visit, pages.brand),
    ...endingsOffered(visit, pages, client_id),
    provider: provider.title,
    clientName: client?.client_name ?? '',
  }
}

const choose = async (visit: Visit, pages: ProviderPages, provider: IdentityProvider): Promise<Answer> => {
  const fields = carry(visit.query)
  const { authorize, type: typeHref, cancel } = links(visit, pages, fields)
  const query = single(visit.query, 'search') ?? ''
  return page(
    choosePersonaPage({
      ...common(visit, pages, provider),
      action: authorize,
      fields,
      personas: visit.stage.personas(query).map(personaCard),
      recent: await recentPersonas(visit.stage),
      search: { action: authorize, fields, query },
      typeHref,
      cancelHref: cancel,
    }),
  )
}

const type = (visit: Visit, pages: ProviderPages, provider: IdentityProvider): Answer => {
  const fields = carry(visit.query)
  const { authorize, choose: chooseHref, cancel } = links(visit, pages, fields)
  return page(
    typeIdentityPage({
      ...common(visit, pages, provider),
      kind: pages.kind,
      acrs: pages.acrs(provider),
      ...(pages.mandate && { mandate: true }),
      action: authorize,
      fields,
      values: pages.initial(askedIn(visit.query)),
      chooseHref,
      cancelHref: cancel,
    }),
  )
}

const answer = async (visit: Visit, pages: ProviderPages, provider: IdentityProvider): Promise<Answer> => {
  const fields = Object.fromEntries(
    Object.entries(visit.body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const outcome = fields.outcome ?? ''
  const back = (params: Params) =>
    redirect(`${visit.hub.base}${pages.callback}?${formatParams({ ...params, state: fields.state })}`)
  if (outcome === 'cancel')
    return back({ error: 'access_denied', error_description: 'user authentication aborted' })
  if (fields.error)
    return back({ error: fields.error, error_description: fields.error_description || undefined })

  const persona = chosenIn(fields, visit.stage.personas(''), pages.outcomes)
  spoil(visit, fields)
  const asked = askedIn(visit.body)
  const said = persona ? pages.portrait(persona, provider, asked) : pages.typed(fields, provider, asked)
  if (persona) await noteChoice(visit.stage, persona.id)
  const code = await issueCode(
    visit.stage,
    outcome === '' ? said : { ...said, facts: { ...said.facts, refuse_with: outcome } },
  )
  return back({ code })
}

const endSession = (visit: Visit): Answer => {
  const to = single(visit.query, 'post_logout_redirect_uri') ?? ''
  const state = single(visit.query, 'state')
  if (!to.startsWith(`${visit.hub.base}/`)) return { kind: 'refusal', code: 'Y000404', status: 404 }
  return redirect(`${to}${state === undefined ? '' : `?${formatParams({ state })}`}`)
}
