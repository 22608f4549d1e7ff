import { type Html, html } from '../../lib/html.ts'

type Named = { name: string; label: string; hint?: string | undefined }

const hintOf = ({ name, hint }: Named): Html | false =>
  hint !== undefined && html`<p class="hint" id="hint-${name}">${hint}</p>`

const described = ({ name, hint }: Named): Html | false =>
  hint !== undefined && html` aria-describedby="hint-${name}"`

/** Several lines of text; `code` for text that is read by a machine. */
export const textArea = (
  field: Named & { value?: string | undefined; rows?: number; code?: boolean },
): Html => html`
        <div class="field">
          <label for="field-${field.name}">${field.label}</label>
          <textarea id="field-${field.name}" name="${field.name}" rows="${field.rows ?? 3}" autocomplete="off" spellcheck="false"${field.code && html` class="code-area"`}${described(field)}>
${field.value}</textarea>
          ${hintOf(field)}
        </div>`

/** Boxes to tick under one legend; each sends the same name. */
export const tickBoxes = ({
  name,
  label,
  hint,
  choices,
}: Named & { choices: readonly { value: string; label: string; ticked: boolean }[] }): Html => html`
        <fieldset${described({ name, label, hint })}>
          <legend>${label}</legend>
          ${hintOf({ name, label, hint })}
          <div class="ticks">
          ${choices.map(
            (choice) => html`<div class="tick">
            <input type="checkbox" id="tick-${name}-${choice.value}" name="${name}" value="${choice.value}"${choice.ticked && html` checked`}>
            <label for="tick-${name}-${choice.value}">${choice.label}</label>
          </div>`,
          )}
          </div>
        </fieldset>`

/** Text to be copied into another program, with a button that copies it where scripts run; one line is shown whole. */
export const copyable = (id: string, text: string, button: string): Html => html`
        <div class="copyable${!text.includes('\n') && ' whole'}">
          <pre tabindex="0"><code id="${id}">${text}</code></pre>
          <button type="button" class="copy" data-copy="${id}" hidden>${button}</button>
        </div>`

/** A value as indented JSON. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** The moment of an ISO 8601 date, UTC, to the millisecond; its day is left out when it is `today` (YYYY-MM-DD). */
export const clock = (at: string, today?: string): Html => {
  const [day = '', time = ''] = at.split('T')
  return html`<time datetime="${at}">${day !== today && `${day} `}${/^[\d:]*(\.\d{1,3})?/.exec(time)?.[0]}</time>`
}
