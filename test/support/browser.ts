/** What came back, with what a test asks of it. */
export type Seen = {
  url: string
  status: number
  headers: Headers
  body: string
  location: string | undefined
  /** The fields of the first form, or of the form that holds a text. */
  form(containing?: string): Form
}

export type Form = { action: string; method: string; fields: Record<string, string> }

type Cookie = { value: string; path: string; expires?: number }

const attribute = (tag: string, name: string): string | undefined => {
  const match = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)
  return match?.[1] === undefined ? undefined : decodeEntities(match[1])
}

const decodeEntities = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Every form of a page, with its markup. */
export const formsOf = (body: string, url: string): { markup: string; form: Form }[] =>
  [...body.matchAll(/<form\b[\s\S]*?<\/form>/gi)].map(([markup]) => {
    const open = markup.slice(0, markup.indexOf('>') + 1)
    const fields: Record<string, string> = {}
    for (const [input] of markup.matchAll(/<input\b[^>]*>/gi)) {
      const name = attribute(input, 'name')
      const type = attribute(input, 'type') ?? 'text'
      if (
        name !== undefined &&
        (!['checkbox', 'radio', 'submit'].includes(type) || /\schecked\b/.test(input))
      ) {
        fields[name] = attribute(input, 'value') ?? ''
      }
    }
    return {
      markup,
      form: {
        action: new URL(attribute(open, 'action') ?? '', url).href,
        method: attribute(open, 'method') ?? 'get',
        fields,
      },
    }
  })

/** A browser without script that keeps cookies and follows nothing unless told to. */
export class Browser {
  readonly cookies = new Map<string, Cookie>()
  readonly headers: Record<string, string>

  constructor(headers: Record<string, string> = {}) {
    this.headers = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'fr', ...headers }
  }

  async open(url: string, init: RequestInit = {}): Promise<Seen> {
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: {
        ...this.headers,
        ...(this.cookies.size > 0 && { cookie: this.#cookieHeader(url) }),
        ...(init.headers as object),
      },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const body = await response.text()
    const location = response.headers.get('location')
    return {
      url,
      status: response.status,
      headers: response.headers,
      body,
      location: location === null ? undefined : new URL(location, url).href,
      form(containing = '') {
        const found = formsOf(body, url).find(({ markup }) => markup.includes(containing))
        if (!found)
          throw new Error(
            `no form containing "${containing}" at ${url} (${response.status}): ${body.slice(0, 2000)}`,
          )
        return found.form
      },
    }
  }

  submit({ action, method, fields }: Form, more: Record<string, string> = {}): Promise<Seen> {
    const body = new URLSearchParams({ ...fields, ...more })
    if (method.toLowerCase() === 'get') return this.open(`${action.split('?')[0]}?${body}`)
    return this.open(action, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }

  /** Follows redirects until a page, or an address that begins with `until`. */
  async follow(seen: Seen, until = 'http://localhost:3000/'): Promise<Seen> {
    let current = seen
    for (let hops = 0; hops < 15 && current.location !== undefined; hops++) {
      if (current.location.startsWith(until)) return current
      current = await this.open(current.location)
    }
    return current
  }

  #cookieHeader(url: string): string {
    const { pathname } = new URL(url)
    return [...this.cookies]
      .filter(
        ([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
      )
      .map(([key, { value }]) => `${key.split(';')[0]}=${value}`)
      .join('; ')
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const [name = '', ...rest] = pair.split('=')
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8)
    const key = `${name};${path}`
    if (rest.join('=') === '' || (expires && Date.parse(expires) < Date.now() - 365 * 24 * 3600 * 1000))
      this.cookies.delete(key)
    else this.cookies.set(key, { value: rest.join('='), path })
  }
}
