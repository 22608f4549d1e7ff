import { type Html, html } from '../lib/html.ts'
import { safeAddress } from './address.ts'

/** Fields that a form carries without showing them, by name. */
export const hiddenFields = (fields: Readonly<Record<string, string>>): Html =>
  html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}`

/** One choice of a `<select>`: what is sent and what is read. */
export type Option = { value: string; label: string }

/** A labelled field: a closed list when it has `options`, a line of text otherwise. */
export type Field = {
  name: string
  /** What tells it from another field of the same name on the page; default: the name. */
  id?: string
  label: string
  hint?: string | undefined
  /** What is wrong in its value. */
  problem?: string | undefined
  value?: string | undefined
  required?: boolean
  options?: readonly Option[]
  /** Values offered, others being allowed. */
  suggestions?: readonly string[]
}

const control = (field: Field, attributes: Html): Html => {
  const { name, id = name, value, options, suggestions } = field
  if (options)
    return html`<select id="field-${id}" name="${name}"${attributes}>${options.map(
      (option) =>
        html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
    )}</select>`
  const list =
    suggestions &&
    html`<datalist id="list-${id}">${suggestions.map((one) => html`<option value="${one}"></option>`)}</datalist>`
  return html`<input id="field-${id}" name="${name}" value="${value}" autocomplete="off"${
    list && html` list="list-${id}"`
  }${attributes}>${list}`
}

/** A field with its label, its hint and its problem, tied together for assistive technologies. */
export const labelledField = (field: Field): Html => {
  const { name, id = name, label, hint, problem, required } = field
  const described = [hint && `hint-${id}`, problem && `problem-${id}`].filter(Boolean).join(' ')
  const attributes = html`${required && html` required`}${
    described && html` aria-describedby="${described}"`
  }${problem && html` aria-invalid="true"`}`
  return html`
        <div class="field">
          <label for="field-${id}">${label}${required && ' *'}</label>
          ${control(field, attributes)}
          ${hint && html`<p class="hint" id="hint-${id}">${hint}</p>`}
          ${problem && html`<p class="field-error" id="problem-${id}">${problem}</p>`}
        </div>`
}

/** The link that leaves a hub's page for the client; the hubs' browser tests look for its `data-testid`. */
export const backLink = (href: string, label: string): Html =>
  html`<a class="back" data-testid="back-to-sp-link" href="${safeAddress(href)}">${label}</a>`
