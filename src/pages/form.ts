import { type Html, html } from '../lib/html.ts'
import { safeAddress } from './address.ts'

/** Fields that a form carries without showing them, by name. */
export const hiddenFields = (fields: Readonly<Record<string, string>>): Html =>
  html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}`

/** One choice of a `<select>`: what is sent and what is read. */
export type Option = { value: string; label: string }

/** A labelled `<select>`; `choice` is the value chosen at first. */
export const select = (field: {
  name: string
  label: string
  options: readonly Option[]
  choice?: string | undefined
  required?: boolean
}): Html => html`
  <div class="field">
    <label for="field-${field.name}">${field.label}</label>
    <select id="field-${field.name}" name="${field.name}"${field.required && html` required`}>
      ${field.options.map(
        ({ value, label }) =>
          html`<option value="${value}"${value === field.choice && html` selected`}>${label}</option>`,
      )}
    </select>
  </div>`

/** The link that leaves a hub's page for the client; the hubs' browser tests look for its `data-testid`. */
export const backLink = (href: string, label: string): Html =>
  html`<a class="back" data-testid="back-to-sp-link" href="${safeAddress(href)}">${label}</a>`
