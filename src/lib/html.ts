/** Markup that is already safe to send: the only value that `html` does not escape. */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  /** Wraps markup written by us; never call it with anything that came from outside. */
  static fromTrusted(markup: string): Html {
    return new Html(markup)
  }

  toString(): string {
    return this.#markup
  }
}

/** What may stand in a template: text is escaped, `Html` is kept, lists are joined, the absent leave nothing. */
export type Interpolation = Html | string | number | false | null | undefined | readonly Interpolation[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for element content and for quoted attribute values. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const render = (value: Interpolation): string => {
  if (value === undefined || value === null || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'object') return value.map(render).join('')
  return escapeHtml(String(value))
}

/** Tagged template for HTML: every interpolation is escaped unless it is `Html`. Quote attribute values. */
export const html = (strings: TemplateStringsArray, ...values: readonly Interpolation[]): Html =>
  Html.fromTrusted(strings.reduce((markup, part, index) => markup + render(values[index - 1]) + part))
