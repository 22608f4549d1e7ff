import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { labelledField, type Option } from '../form.ts'
import { clientFormWords as words } from './client-form-words.ts'
import { textArea, tickBoxes } from './fields.ts'
import { type DashboardFrame, dashboardPage, postForm } from './frame.ts'

/** A registration as the form shows and sends it: lists are text, one value a line. */
export type ClientFields = Readonly<Record<ClientField, string>> & { readonly hubs: readonly string[] }

/** The fields of the form that are one text each. */
export type ClientField =
  | 'client_id'
  | 'client_secret'
  | 'client_name'
  | 'redirect_uris'
  | 'post_logout_redirect_uris'
  | 'scopes'
  | 'id_token_signed_response_alg'
  | 'userinfo_signed_response_alg'
  | 'encrypted_response_alg'
  | 'jwks_uri'
  | 'jwks'
  | 'type'
  | 'active'
  | 'strictness'

export type ClientFormProps = DashboardFrame & {
  fields: ClientFields
  hubs: readonly { id: string; title: string }[]
  /** Where the form goes, and what removes the client; absent for a new one. */
  action: string
  removeAction?: string
  /** Where the client is that has this id already. */
  existing?: string | undefined
}

const options = (...values: readonly [value: string, label: string][]): readonly Option[] =>
  values.map(([value, label]) => ({ value, label }))

/** What an enrolment asks: addresses, scopes granted, algorithms, networks. */
export const clientFormPage = (props: ClientFormProps): Html => {
  const { lang, fields, hubs, action, removeAction, existing } = props
  const text = words[lang]
  const isNew = removeAction === undefined
  const line = (
    name: ClientField,
    more: { required?: boolean; hint?: string; options?: readonly Option[] } = {},
  ) => labelledField({ name, label: text[name], value: fields[name], ...more })
  const area = (name: ClientField, hint: string, rows = 3) =>
    textArea({ name, label: text[name], hint, value: fields[name], rows, code: true })
  const algs = options(['', text.ofHub], ['RS256', 'RS256'], ['ES256', 'ES256'], ['HS256', 'HS256'])
  return dashboardPage(props, {
    section: 'clients',
    title: isNew ? text.newTitle : fields.client_name || fields.client_id,
    children: html`
    ${existing !== undefined && html`<p><a href="${safeAddress(existing)}">${text.existing} ${fields.client_id}</a></p>`}
    ${postForm(
      props,
      action,
      html`
      <div class="panel">
        <h2>${text.who}</h2>
        <div class="fields">
          ${
            isNew
              ? line('client_id', { required: true, hint: text.idHint })
              : html`<div class="field"><p><strong>client_id</strong></p><p><code>${fields.client_id}</code></p></div>`
          }
          ${line('client_secret', { required: true, hint: isNew ? text.newSecretHint : text.secretHint })}
          ${line('client_name')}
        </div>
        ${tickBoxes({
          name: 'hubs',
          label: text.hubs,
          hint: text.hubsHint,
          choices: hubs.map(({ id, title }) => ({
            value: id,
            label: title,
            ticked: fields.hubs.includes(id),
          })),
        })}
      </div>
      <div class="panel">
        <h2>${text.granted}</h2>
        ${area('redirect_uris', text.urisHint)}
        ${area('post_logout_redirect_uris', text.urisHint)}
        ${area('scopes', text.scopesHint)}
      </div>
      <div class="panel">
        <h2>${text.answers}</h2>
        <div class="fields">
          ${line('id_token_signed_response_alg', { options: algs })}
          ${line('userinfo_signed_response_alg', { options: [...algs, { value: 'none', label: text.plain }] })}
          ${line('encrypted_response_alg', {
            options: options(
              ['', text.none],
              ['ECDH-ES', 'ECDH-ES'],
              ['RSA-OAEP', 'RSA-OAEP'],
              ['RSA-OAEP-256', 'RSA-OAEP-256'],
            ),
            hint: text.encryptedHint,
          })}
          ${line('jwks_uri')}
        </div>
        ${area('jwks', text.jwksHint)}
      </div>
      <div class="panel">
        <h2>${text.behaviour}</h2>
        <div class="fields">
          ${line('type', { options: options(['', text.ofHub], ['public', text.public], ['private', text.private]) })}
          ${line('active', { options: options(['true', text.isActive], ['false', text.isInactive]) })}
          ${line('strictness', { options: options(['', text.ofHub], ['strict', text.strict], ['observe', text.observe]) })}
        </div>
      </div>
      <button class="primary" type="submit">${text.save}</button>`,
      { testId: 'client-form' },
    )}
    ${removeAction !== undefined && postForm(props, removeAction, html`<button class="danger" type="submit">${text.remove}</button>`)}`,
  })
}
