import { Browser, type Form, formsOf, type Seen } from '../../support/browser.ts'
import type { Watched } from './watched.ts'

/** One thing done on a page: which of its forms and links, and what is typed in place of what stood there. */
export type Move = { pick: number; button: number; spoil: readonly (readonly [number, string])[] }

type Way =
  | { kind: 'form'; form: Form; buttons: readonly (readonly [string, string])[] }
  | { kind: 'link'; to: string }

const decoded = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Everything that may be pressed on a page, in its order. */
const waysOf = ({ body, url }: Seen): Way[] => {
  const forms = formsOf(body, url).map(({ markup, form }): Way => {
    const buttons = [...markup.matchAll(/<button\b[^>]*\sname="([^"]*)"[^>]*\svalue="([^"]*)"/g)]
    const chosen = [...markup.matchAll(/<option\b[^>]*\svalue="([^"]+)"/g)].map(([, value = '']) => value)
    const select = /<select\b[^>]*\sname="([^"]*)"/.exec(markup)?.[1]
    return {
      kind: 'form',
      form,
      buttons: [
        ...buttons.map(([, name = '', value = '']) => [decoded(name), decoded(value)] as const),
        ...(select === undefined ? [] : chosen.map((value) => [select, decoded(value)] as const)),
      ],
    }
  })
  const links = [...body.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].flatMap(([, href = '']): Way[] => {
    const to = URL.parse(decoded(href), url)
    return to?.origin === new URL(url).origin ? [{ kind: 'link', to: to.href }] : []
  })
  // A page has few forms and many links.
  return links.length > 0 ? [...forms, ...forms, ...forms, ...links] : forms
}

const typed: Readonly<Record<string, string>> = { email: 'test@fia1.fr' }

/** A person who presses anything, and at times types what nobody should; every answer is examined. */
export class Wanderer {
  readonly #watched: Watched
  readonly #browser = new Browser()

  constructor(watched: Watched) {
    this.#watched = watched
  }

  async open(url: string, init: RequestInit = {}): Promise<Seen> {
    const seen = await this.#browser.open(url, { signal: AbortSignal.timeout(10_000), ...init })
    const { pathname, search } = new URL(url)
    const headers = Object.fromEntries(seen.headers)
    this.#watched.examine({ status: seen.status, headers, body: seen.body }, `${pathname}${search}`)
    return seen
  }

  /** Goes on from a page or a redirect of the double; `undefined` where nothing leads further. */
  async move(seen: Seen, { pick, button, spoil }: Move): Promise<Seen | undefined> {
    const { location } = seen
    if (location !== undefined) {
      if (!location.startsWith(`${this.#watched.doublure.url}/`)) return undefined
      return this.open(location)
    }
    const ways = waysOf(seen)
    const way = ways[pick % ways.length]
    if (!way) return undefined
    if (way.kind === 'link') return this.open(way.to)
    const { form, buttons } = way
    const pressed = buttons[button % buttons.length]
    const fields = Object.entries({ ...form.fields, ...(pressed && { [pressed[0]]: pressed[1] }) })
    const filled = fields.map(([name, value]) => [name, value || (typed[name] ?? '')] as const)
    const wrong = new Map(spoil.map(([at, value]) => [at % Math.max(1, filled.length), value]))
    const body = new URLSearchParams(
      filled.map(([name, value], at): [string, string] => [name, wrong.get(at) ?? value]),
    )
    if (form.method.toLowerCase() === 'get') return this.open(`${form.action.split('?')[0]}?${body}`)
    const own = new URL(form.action).origin === new URL(this.#watched.doublure.url).origin
    if (!own) return undefined
    return this.open(form.action, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }
}
