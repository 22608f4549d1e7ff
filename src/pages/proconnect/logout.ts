import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { autoSubmitPage } from '../auto-submit.ts'
import { hiddenFields } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

export type LogoutProps = Frame & {
  /** `/api/v2/session/end/confirm`. */
  action: string
  xsrf: string
  /** Whether the hub still has a session: its form then holds `xsrf` alone and pressing its button adds `logout=yes`. */
  session: boolean
}

const words = bilingual(
  {
    title: 'Déconnexion',
    callback: 'Submitting Callback',
    sentence: 'La déconnexion se poursuit d’elle-même.',
    button: 'Se déconnecter',
    question: (brand: string) => `Voulez-vous fermer votre session ${brand} ?`,
    stay: 'Rester connecté',
    close: 'Vous êtes bien déconnecté, vous pouvez fermer votre navigateur.',
  },
  {
    title: 'Logging out',
    callback: 'Submitting Callback',
    sentence: 'The logout goes on by itself.',
    button: 'Log out',
    question: (brand: string) => `Do you want to log out of ${brand}?`,
    stay: 'Stay logged in',
    close: 'You are logged out, you can close your browser.',
  },
)

const formId = 'op.logoutForm'

/** The page that ends the hub's session by itself. */
export const logoutPage = (props: LogoutProps): Html => {
  const { lang, action, xsrf, session } = props
  const text = words[lang]
  return autoSubmitPage({
    ...props,
    title: session ? text.title : text.callback,
    bodyId: 'logout-page',
    sentence: text.sentence,
    form: session
      ? { id: formId, method: 'post', action, fields: { xsrf } }
      : { method: 'post', action, fields: { xsrf, logout: 'yes' } },
    button: session ? { label: text.button, name: 'logout', value: 'yes' } : { label: text.button },
  })
}

/** The page that asks before ending the session, where the client has no address to return to (AgentConnect). */
export const logoutConfirmationPage = (props: Frame & { action: string; xsrf: string }): Html => {
  const text = words[props.lang]
  return layout({
    ...props,
    title: text.title,
    bodyId: 'logout-page',
    children: html`
    <h1>${text.question(props.hub.brand)}</h1>
    <form id="${formId}" class="actions" method="post" action="${safeAddress(props.action)}">
      ${hiddenFields({ xsrf: props.xsrf })}
      <button class="primary" type="submit" name="logout" value="yes">${text.button}</button>
      <button type="submit">${text.stay}</button>
    </form>`,
  })
}

/** The end of a logout that has no address to return to. */
export const loggedOutPage = (frame: Frame): Html =>
  layout({
    ...frame,
    title: words[frame.lang].title,
    bodyId: 'logout-success-page',
    children: html`
    <h1>${words[frame.lang].title}</h1>
    <p>${words[frame.lang].close}</p>`,
  })
