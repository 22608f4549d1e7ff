import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { hiddenFields } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

/** `Y170003`: wrong or expired code; `Y170001`: too many tries; `Y170002`: the mail could not be sent. */
export type CodeError = 'Y170001' | 'Y170002' | 'Y170003'

export type OneTimeCodeProps = Frame & {
  /** Where the code is posted: `verify_email_token` and `csrfToken`. */
  action: string
  /** Where another mail is asked for: `csrfToken` alone. */
  resendAction: string
  csrfToken: string
  email: string
  /** `false` while a new code may not be asked for yet. */
  canResend: boolean
  error?: CodeError | undefined
  /** The code of the mail that did not leave, shown in our own panel. */
  code?: string | undefined
  /** Where the mails that did not leave can be read. */
  mailsHref?: string | undefined
}

const words = bilingual(
  {
    title: (brand: string) => `Vérification de l'adresse e-mail - ${brand}`,
    heading: 'Confirmer votre adresse email',
    sent: (email: string) => `Un code à 8 chiffres est envoyé à ${email}.`,
    mails: 'Aucun courriel ne part de cette doublure, lire ceux qui seraient partis',
    kept: 'Le code de celui-ci :',
    code: 'Code de vérification',
    Y170001: 'Vous avez dépassé le nombre de tentatives autorisées. Veuillez réessayer plus tard.',
    Y170002: 'Le code n’a pas pu être envoyé. Veuillez réessayer plus tard.',
    Y170003: 'Le code rentré est invalide ou expiré.',
    proceed: 'Continuer',
    resend: 'Recevoir un nouveau code',
  },
  {
    title: (brand: string) => `E-mail address verification - ${brand}`,
    heading: 'Confirm your e-mail address',
    sent: (email: string) => `An 8-digit code is sent to ${email}.`,
    mails: 'No e-mail leaves this double, read those that would have left',
    kept: 'The code of this one:',
    code: 'Verification code',
    Y170001: 'You have tried too many times. Please try again later.',
    Y170002: 'The code could not be sent. Please try again later.',
    Y170003: 'The code is invalid or has expired.',
    proceed: 'Continue',
    resend: 'Get a new code',
  },
)

/** The page where an agent types the code received by mail, for a level that asks for a second factor. */
export const oneTimeCodePage = (props: OneTimeCodeProps): Html => {
  const { lang, error } = props
  const text = words[lang]
  return layout({
    ...props,
    title: text.title(props.hub.brand),
    bodyId: 'verify-email-page',
    children: html`
    <h1>${text.heading}</h1>
    <p>${text.sent(props.email)}</p>
    ${
      props.mailsHref !== undefined &&
      html`<p class="callout"><a href="${safeAddress(props.mailsHref)}">${text.mails}</a>${
        props.code !== undefined &&
        html`. ${text.kept} <code data-testid="doublure-code">${props.code}</code>`
      }</p>`
    }
    <form class="stack" method="post" action="${safeAddress(props.action)}">
      ${hiddenFields({ csrfToken: props.csrfToken })}
      <div class="field">
        <label for="verify-email-token">${text.code}</label>
        <input id="verify-email-token" name="verify_email_token" inputmode="numeric" autocomplete="one-time-code" required${
          error && html` aria-invalid="true" aria-describedby="code-error"`
        }>
        ${error && html`<p id="code-error" class="field-error" role="alert" data-testid="verify-email-error">${text[error]}</p>`}
      </div>
      <button class="primary" type="submit">${text.proceed}</button>
    </form>
    <form method="post" action="${safeAddress(props.resendAction)}">
      ${hiddenFields({ csrfToken: props.csrfToken })}
      <button type="submit"${!props.canResend && html` disabled`}>${text.resend}</button>
    </form>`,
  })
}
