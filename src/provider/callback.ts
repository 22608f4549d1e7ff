import { escapeHtml } from '../lib/html.ts'
import type { HubContext, HubParts } from './hub.ts'

type Spaces = HubParts['platform']['spaces']

/** An answer that the browser carries to the client, wherever its response mode puts the parameters. */
export type Callback = {
  /** The client's address with the parameters as its query. */
  to: URL
  /** Sends the browser there with other parameters, in the same way; `spaces`: how the hub writes one. */
  send(changed: URL, spaces: Spaces): void
}

type Response = Pick<HubContext, 'body' | 'response' | 'redirect' | 'status'>

/** The callback that a response is: a query, a fragment or a form. `undefined`: the browser stays at the hub. */
export const callbackOf = (ctx: Response, { base, ours }: HubParts['facts']): Callback | undefined => {
  const form = formIn(ctx.body)
  const address = form?.action ?? ctx.response.get('location')
  if (!address) return undefined
  const isOwn = [base, ours].some((own) => address.startsWith(`${own}/`))
  const url = isOwn ? null : URL.parse(address)
  if (!url) return undefined
  if (form) {
    const send = ({ searchParams }: URL) => {
      ctx.body = form.filled(searchParams)
    }
    return { to: withQuery(url, form.fields), send }
  }
  const { origin, pathname, search, hash } = url
  const redirect = (parameters: string, spaces: Spaces) => {
    const { status } = ctx
    ctx.redirect(`${origin}${pathname}${spaces === '%20' ? parameters.replaceAll('+', '%20') : parameters}`)
    ctx.status = status
  }
  if (hash === '') return { to: url, send: (changed, spaces) => redirect(changed.search, spaces) }
  return {
    to: withQuery(url, hash.slice(1)),
    send: (changed, spaces) => redirect(`${search}#${changed.search.slice(1)}`, spaces),
  }
}

const withQuery = ({ origin, pathname }: URL, params: URLSearchParams | string): URL =>
  new URL(`${origin}${pathname}?${params}`)

const FORM = /(<form method="post" action="([^"]*)">\s*)((?:<input type="hidden"[^>]*>\s*)*)/
const FIELD = /name="([^"]*)" value="([^"]*)"/g

/** The form by which oidc-provider has the browser post an answer. */
const formIn = (body: unknown) => {
  if (typeof body !== 'string' || !body.includes('<title>Submitting Callback</title>')) return undefined
  const [whole, open = '', action = '', inputs = ''] = FORM.exec(body) ?? []
  if (whole === undefined) return undefined
  const fields = new URLSearchParams()
  for (const [, name = '', value = ''] of inputs.matchAll(FIELD)) fields.append(name, readText(value))
  return {
    action: readText(action),
    fields,
    filled(params: URLSearchParams) {
      const lines = [...params].map(
        ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}"/>\n`,
      )
      return body.replace(whole, () => `${open}${lines.join('')}`)
    },
  }
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const readText = (escaped: string): string =>
  escaped.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name) => characters[name] ?? entity)
