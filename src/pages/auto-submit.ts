import { type Html, html } from '../lib/html.ts'
import { safeAddress } from './address.ts'
import { hiddenFields } from './form.ts'
import { type Frame, layout } from './layout.ts'

/** A page that sends its form by itself, and by its button where no script runs. */
export type AutoSubmitProps = Frame & {
  title: string
  bodyId: string
  /** What is under way, for whoever sees the page pass. */
  sentence: string
  form: {
    id?: string
    method: 'get' | 'post'
    action: string
    fields: Readonly<Record<string, string>>
  }
  button: {
    label: string
    /** A field sent by pressing the button (or by the script that presses it), and only so. */
    name?: string
    value?: string
  }
}

export const autoSubmitPage = (props: AutoSubmitProps): Html => {
  const { title, sentence, form, button } = props
  return layout({
    ...props,
    script: 'auto-submit.js',
    children: html`
    <h1>${title}</h1>
    <p>${sentence}</p>
    <form${form.id && html` id="${form.id}"`} method="${form.method}" action="${safeAddress(form.action)}" data-auto-submit>
      ${hiddenFields(form.fields)}
      <button class="primary" type="submit"${button.name && html` name="${button.name}" value="${button.value}"`}>${button.label}</button>
    </form>`,
  })
}
