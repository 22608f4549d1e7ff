import { type Html, html } from '../../lib/html.ts'
import { type Language, ourWords } from '../language.ts'
import { json } from './fields.ts'

/** A token, decoded. */
export type TokenView = {
  name: string
  carried_by: 'request' | 'response'
  masked: string
  encryption?: Readonly<Record<string, unknown>> | undefined
  header?: Readonly<Record<string, unknown>> | undefined
  payload?: Readonly<Record<string, unknown>> | undefined
  signature?: SignatureView | undefined
}

type SignatureView = 'valid' | 'invalid' | 'unknown_key' | 'unsigned' | 'unverified' | 'sealed'

const words = ourWords(
  {
    title: 'Jetons',
    request: 'envoyé par le client',
    response: 'reçu par le client',
    valid: 'signature valide',
    invalid: 'signature fausse',
    unknown_key: 'clé inconnue',
    unsigned: 'non signé',
    unverified: 'signature non vérifiable ici',
    sealed: 'chiffré, contenu inconnu',
    opaque: 'opaque',
    encryption: 'Chiffrement',
    header: 'En-tête',
    payload: 'Contenu',
  },
  {
    title: 'Tokens',
    request: 'sent by the client',
    response: 'received by the client',
    valid: 'valid signature',
    invalid: 'wrong signature',
    unknown_key: 'unknown key',
    unsigned: 'not signed',
    unverified: 'signature cannot be checked here',
    sealed: 'encrypted, content unknown',
    opaque: 'opaque',
    encryption: 'Encryption',
    header: 'Header',
    payload: 'Payload',
  },
)

const looks: Record<SignatureView, string> = {
  valid: 'good',
  invalid: 'bad',
  unknown_key: 'bad',
  unsigned: 'bad',
  unverified: 'muted',
  sealed: 'muted',
}

/** The tokens of an exchange or a login, decoded and verified; nothing when there is none. */
export const tokenList = (lang: Language, tokens: readonly TokenView[]): Html | undefined => {
  const text = words[lang]
  const part = (title: string, value: TokenView['header']) =>
    value && html`<p class="hint">${title}</p><pre tabindex="0"><code>${json(value)}</code></pre>`
  return tokens.length === 0
    ? undefined
    : html`
    <section class="panel" aria-labelledby="tokens-title" data-testid="tokens">
      <h2 id="tokens-title">${text.title}</h2>
      ${tokens.map(
        ({ name, carried_by, masked, encryption, header, payload, signature }) => html`
      <details>
        <summary><code>${name}</code> <span class="badge ${signature ? looks[signature] : 'muted'}">${signature ? text[signature] : text.opaque}</span> <span class="hint">${text[carried_by]}</span></summary>
        <p><code>${masked}</code></p>
        ${part(text.encryption, encryption)}
        ${part(text.header, header)}
        ${part(text.payload, payload)}
      </details>`,
      )}
    </section>`
}
