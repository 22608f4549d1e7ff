import { type Html, html } from '../../lib/html.ts'
import { autoSubmitPage } from '../auto-submit.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

export type LogoutStepProps = Frame & {
  /**
   * `identity-provider`: towards the provider's own logout (POST); `hub`: straight to the return from it (GET);
   * `callback`: towards the end of the logout, with `xsrf` (and `logout=yes` where no session is left) as fields (POST).
   */
  step: 'identity-provider' | 'hub' | 'callback'
  action: string
  fields?: Readonly<Record<string, string>>
}

const words = bilingual(
  {
    'identity-provider': 'Déconnexion du FI',
    hub: 'Déconnexion FC',
    callback: 'Submitting Callback',
    sentence: 'La déconnexion se poursuit d’elle-même.',
    button: 'Continuer la déconnexion',
    done: 'Déconnexion',
    close: 'Vous êtes bien déconnecté, vous pouvez fermer votre navigateur.',
  },
  {
    'identity-provider': 'Logging out of the identity provider',
    hub: 'Logging out of the hub',
    callback: 'Submitting Callback',
    sentence: 'The logout goes on by itself.',
    button: 'Go on logging out',
    done: 'Logged out',
    close: 'You are logged out, you can close your browser.',
  },
)

/** One hop of a logout: a form that sends itself. */
export const logoutStepPage = (props: LogoutStepProps): Html => {
  const text = words[props.lang]
  return autoSubmitPage({
    ...props,
    title: text[props.step],
    bodyId: 'fc-logout-page',
    sentence: text.sentence,
    form: {
      method: props.step === 'hub' ? 'get' : 'post',
      action: props.action,
      fields: props.fields ?? {},
    },
    button: { label: text.button },
  })
}

/** The end of a logout that has no address to return to. */
export const loggedOutPage = (frame: Frame): Html =>
  layout({
    ...frame,
    title: words[frame.lang].done,
    bodyId: 'fc-logout-success-page',
    children: html`
    <h1>${words[frame.lang].done}</h1>
    <p>${words[frame.lang].close}</p>`,
  })
