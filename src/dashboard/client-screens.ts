import { randomBytes } from 'node:crypto'
import type { Client } from '../clients/client.ts'
import type { Desk } from '../control/desk.ts'
import { WishError } from '../journey/wish.ts'
import { single } from '../oidc/params.ts'
import { type ClientFormProps, clientFormPage } from '../pages/dashboard/client-form.ts'
import { clientsPage } from '../pages/dashboard/clients.ts'
import { configurePage } from '../pages/dashboard/configure.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import type { Option } from '../pages/form.ts'
import { fieldsOfClient, fieldsOfForm, newFields, registrationOf } from './client-fields.ts'
import { clientOptions, hubOptions } from './lines.ts'
import { ask, go, page, type Screen, type Shown } from './screen.ts'
import { settingsOf } from './settings/settings-of.ts'

const HOME = '/_doublure/clients'

/** A registration has the address of its client, and of its first hub when a client has several. */
const addressOf = ({ client_id, hubs }: Client, more = ''): string =>
  `${HOME}/${encodeURIComponent(client_id)}${more}${hubs?.[0] === undefined ? '' : `?hub=${hubs[0]}`}`

const registered = ({ clients }: Desk, client_id: string, hub: string | undefined): Client | undefined =>
  clients.list(hub).find((client) => client.client_id === client_id)

/** The form of a registration, with what is wrong in it. */
export const clientFormOf = (
  frame: DashboardFrame,
  { hubs }: Desk,
  fields: ReturnType<typeof fieldsOfForm>,
  client: Client | undefined,
  { problems, existing }: Pick<ClientFormProps, 'problems' | 'existing'> = {},
): Shown =>
  page(
    clientFormPage({
      ...frame,
      problems,
      existing,
      fields,
      hubs: hubs.map(({ facts }) => facts),
      action: client ? addressOf(client) : `${HOME}/new`,
      ...(client && { removeAction: addressOf(client, '/remove') }),
    }),
    problems ? 400 : 200,
  )

const list: Screen = {
  method: 'GET',
  path: HOME,
  show: ({ frame }, { clients }) =>
    page(
      clientsPage({
        ...frame,
        clients: clients
          .list()
          .map((client) => ({ ...client, hubs: client.hubs ?? [], editHref: addressOf(client) })),
      }),
    ),
}

const blank: Screen = {
  method: 'GET',
  path: `${HOME}/new`,
  show: ({ frame }, desk) =>
    clientFormOf(frame, desk, newFields(randomBytes(32).toString('base64url')), undefined),
}

const alreadyThere = ({ client_id }: Client) => ({
  fr: `le client « ${client_id} » est déjà enregistré sur l’un de ces hubs : changez-le, ou donnez un autre client_id`,
  en: `the client "${client_id}" is registered on one of these hubs already: change it, or give another client_id`,
})

const create: Screen = {
  method: 'POST',
  path: `${HOME}/new`,
  async show({ frame, form }, desk) {
    const fields = fieldsOfForm(form)
    const given = Object.entries(registrationOf(fields)).filter(
      ([name, value]) => value !== undefined && (value !== null || name === 'userinfo_signed_response_alg'),
    )
    const { problems, status } = await ask(desk, 'POST', '/clients', { body: Object.fromEntries(given) })
    if (!problems) return go(`${HOME}?done=saved`)
    const hubs = fields.hubs.length > 0 ? fields.hubs : [undefined]
    const [taken] = hubs.flatMap((hub) => registered(desk, fields.client_id.trim(), hub) ?? [])
    const why =
      status === 409 && taken ? { problems: [alreadyThere(taken)], existing: addressOf(taken) } : { problems }
    return clientFormOf(frame, desk, fields, undefined, why)
  },
}

const see: Screen = {
  method: 'GET',
  path: `${HOME}/:client_id`,
  show({ frame, params, query }, desk) {
    const client = registered(desk, params.client_id ?? '', single(query, 'hub'))
    return client && clientFormOf(frame, desk, fieldsOfClient(client), client)
  },
}

const change: Screen = {
  method: 'POST',
  path: `${HOME}/:client_id`,
  async show({ frame, params, query, form }, desk) {
    const hub = single(query, 'hub')
    const client = registered(desk, params.client_id ?? '', hub)
    if (!client) return undefined
    const fields = { ...fieldsOfForm(form), client_id: client.client_id }
    const { client_id, userinfo_signed_response_alg, ...said } = registrationOf(fields)
    // One field stands for both encryptions: untouched, it leaves a client that has one of them as it is.
    const same = fields.encrypted_response_alg === fieldsOfClient(client).encrypted_response_alg
    const changes = Object.entries(said).filter(([name]) => !same || !/_encrypted_response_/.test(name))
    // A change cannot put this field back to its default, since null is a value of it: the registration is written anew.
    const kept = Object.entries({ ...client, ...Object.fromEntries(changes) }).filter(
      ([name, value]) => value !== null && name !== 'userinfo_signed_response_alg',
    )
    const body = {
      ...Object.fromEntries(kept),
      ...(userinfo_signed_response_alg !== undefined && { userinfo_signed_response_alg }),
    }
    const { problems } = await ask(desk, 'PUT', `/clients/${encodeURIComponent(client.client_id)}`, { body })
    return problems ? clientFormOf(frame, desk, fields, client, { problems }) : go(`${HOME}?done=saved`)
  },
}

const remove: Screen = {
  method: 'POST',
  path: `${HOME}/:client_id/remove`,
  async show({ params, query }, desk) {
    const path = `/clients/${encodeURIComponent(params.client_id ?? '')}`
    await ask(desk, 'DELETE', path, { query: { hub: single(query, 'hub') } })
    return go(`${HOME}?done=removed`)
  },
}

const configure: Screen = {
  method: 'GET',
  path: '/_doublure/configure',
  show({ frame, query }, desk) {
    const [clients, hubs] = [clientOptions(desk), hubOptions(desk)]
    const client_id = single(query, 'client_id') ?? clients[0]?.value ?? ''
    const id = single(query, 'hub') ?? hubs[0]?.value ?? ''
    const unknown =
      whyUnknown('hub', single(query, 'hub'), hubs) ??
      whyUnknown('client', single(query, 'client_id'), clients)
    const hub = desk.hubs.find(({ facts }) => facts.id === id)
    const client = hub && desk.clients.get(id, client_id)
    const settings = hub && client ? settingsOf(hub, client) : []
    const missing = client ? 'data_provider' : 'unknown'
    const props = { ...frame, unknown, clients, hubs, client_id, hub: id, settings, missing } as const
    return page(configurePage(props), unknown === undefined ? 200 : 404)
  },
}

/** What an address names that is none of the choices: as the API would say it. */
const whyUnknown = (
  what: string,
  given: string | undefined,
  choices: readonly Option[],
): string | undefined => {
  const known = choices.map(({ value }) => value)
  return given === undefined || known.includes(given) ? undefined : new WishError(what, given, known).detail
}

export const clientScreens: readonly Screen[] = [list, blank, create, see, change, remove, configure]
