import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { backLink, hiddenFields } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

export type EmailProps = Frame & {
  /** The form is posted here with `email`, `rememberMe=on` where ticked, and `csrfToken`. */
  action: string
  csrfToken: string
  clientName: string
  /** What was typed before, when it was refused. */
  email?: string | undefined
  /** The address typed cannot exist. */
  invalid?: boolean
  /** A likelier spelling of it. */
  suggestion?: string | undefined
  /** The hub warns that it is a test instance. */
  testInstance?: boolean
  /** `Revenir sur <client>` (AgentConnect). */
  backHref?: string | undefined
}

const words = bilingual(
  {
    title: (brand: string) => `Choix du compte - ${brand}`,
    heading: (client: string) => `Se connecter ou s'inscrire à ${client}`,
    test: 'Vous êtes sur une instance de test',
    email: 'Adresse e-mail professionnelle',
    example: 'Format attendu : nom@domaine.fr',
    invalid: 'Adresse e-mail invalide.',
    suggestion: (email: string) => `Vouliez-vous dire ${email} ?`,
    remember: 'Mémoriser mon adresse sur cet appareil',
    proceed: 'Continuer',
    back: (client: string) => `Revenir sur ${client}`,
  },
  {
    title: (brand: string) => `Choice of account - ${brand}`,
    heading: (client: string) => `Log in or sign up to ${client}`,
    test: 'You are on a test instance',
    email: 'Professional e-mail address',
    example: 'Expected format: name@domain.fr',
    invalid: 'Invalid e-mail address.',
    suggestion: (email: string) => `Did you mean ${email}?`,
    remember: 'Remember my address on this device',
    proceed: 'Continue',
    back: (client: string) => `Back to ${client}`,
  },
)

const emailField = ({ lang, email, invalid, suggestion }: EmailProps): Html => html`
      <div class="field">
        <label for="email-input">${words[lang].email}</label>
        <input id="email-input" name="email" type="email" autocomplete="email" required value="${email}" aria-describedby="email-hint${
          invalid && ' email-error'
        }"${invalid && html` aria-invalid="true"`}>
        <p class="hint" id="email-hint">${words[lang].example}</p>
        ${
          invalid &&
          html`<div id="email-error" class="field-error" role="alert">
          <p data-testid="email-error">${words[lang].invalid}</p>
          ${suggestion !== undefined && html`<p data-testid="email-suggestion">${words[lang].suggestion(suggestion)}</p>`}
        </div>`
        }
      </div>`

/** The page where an agent types an e-mail address, whose domain names the identity provider. */
export const emailPage = (props: EmailProps): Html => {
  const text = words[props.lang]
  return layout({
    ...props,
    title: text.title(props.hub.brand),
    bodyId: 'email-page',
    back: props.backHref === undefined ? undefined : backLink(props.backHref, text.back(props.clientName)),
    script: 'remember-email.js',
    children: html`
    ${props.testInstance && html`<p class="alert" role="status">${text.test}</p>`}
    <h1>${text.heading(props.clientName)}</h1>
    <form class="stack" method="post" action="${safeAddress(props.action)}">
      ${hiddenFields({ csrfToken: props.csrfToken })}
      ${emailField(props)}
      <div class="tick">
        <input type="checkbox" id="remember-me" name="rememberMe" value="on">
        <label for="remember-me">${text.remember}</label>
      </div>
      <button class="primary" type="submit" data-testid="interaction-connection-button">${text.proceed}</button>
    </form>`,
  })
}
