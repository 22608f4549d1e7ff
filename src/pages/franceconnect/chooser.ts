import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { backLink, hiddenFields } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

/** An identity provider as the chooser shows it. */
export type ProviderChoice = {
  /** Sent as `providerUid`; the button is `#idp-<id>`. */
  id: string
  title: string
  /** `false`: shown, disabled, marked as unavailable. */
  available: boolean
  beta?: boolean
  /** A question asked before leaving for this provider. */
  confirmation?: string | undefined
}

export type ChooserProps = Frame & {
  /** Each choice is one form posted here with `providerUid` and `csrfToken`. */
  action: string
  csrfToken: string
  clientName: string
  backHref: string
  providers: readonly ProviderChoice[]
  /** Someone who logs in for another person, under the list (FranceConnect). */
  delegate?: ProviderChoice | undefined
  /** The bridge to other European countries, under the list, in English (FranceConnect+). */
  european?: ProviderChoice | undefined
  /** Shows the first-time advice of FranceConnect+. */
  tutorial?: boolean
  /** The scope is exactly `openid`. */
  anonymous: boolean
  /** A message of the hub's operator to everyone. */
  notification?: string | undefined
  /** The title of the provider that has just answered with an error. */
  failedProvider?: string | undefined
}

const words = bilingual(
  {
    title: (brand: string) => `Connexion - Choix du compte - ${brand}`,
    failedTitle: (brand: string) => `Erreur lors du choix du compte - ${brand}`,
    heading: (client: string) => `Connexion en cours sur ${client}`,
    choose: 'Choisissez un compte pour vous connecter :',
    unavailable: 'Indisponible',
    anonymous: 'Vous allez continuer de façon anonyme',
    failed: (provider: string) =>
      `La connexion à ${provider} n’a pas été possible. Veuillez réessayer ou choisir un autre moyen de connexion.`,
    back: (client: string) => `Revenir sur ${client}`,
    confirm: (provider: string) => `Continuer avec ${provider}`,
    cancel: 'Annuler',
    delegate: 'Vous aidez quelqu’un dans ses démarches ?',
    tutorial:
      'Première connexion ? Il faut une identité numérique vérifiée : choisissez l’un des comptes ci-dessus pour la créer ou l’utiliser.',
  },
  {
    title: (brand: string) => `Login - Choice of account - ${brand}`,
    failedTitle: (brand: string) => `Error while choosing an account - ${brand}`,
    heading: (client: string) => `Logging in to ${client}`,
    choose: 'Choose an account to log in with:',
    unavailable: 'Unavailable',
    anonymous: 'You are about to continue anonymously',
    failed: (provider: string) =>
      `Logging in with ${provider} was not possible. Please try again or choose another way to log in.`,
    back: (client: string) => `Back to ${client}`,
    confirm: (provider: string) => `Continue with ${provider}`,
    cancel: 'Cancel',
    delegate: 'Are you helping someone with their paperwork?',
    tutorial:
      'First time here? You need a verified digital identity: choose one of the accounts above to create or use it.',
  },
)

const european = 'Sign in with a digital identity from another European country'

const label = ({ lang }: ChooserProps, { title, beta, available }: ProviderChoice): Html => html`
  <span class="choice-title">${title}</span>
  ${beta && html`<span class="badge">BETA</span>`}
  ${!available && html`<span class="badge muted">${words[lang].unavailable}</span>`}`

/** The browser itself opens and closes the question (`popover`), so it needs no script. */
const question = (props: ChooserProps, { id, title, confirmation }: ProviderChoice): Html => html`
  <div class="question" id="confirm-${id}" popover>
    <p>${confirmation}</p>
    <div class="actions">
      <button class="primary" type="submit" data-testid="idp-confirm-${id}">${words[props.lang].confirm(title)}</button>
      <button type="button" popovertarget="confirm-${id}" popovertargetaction="hide">${words[props.lang].cancel}</button>
    </div>
  </div>`

const choice = (props: ChooserProps, provider: ProviderChoice): Html => {
  const asks = provider.confirmation !== undefined && provider.available
  return html`
  <form method="post" action="${safeAddress(props.action)}">
    ${hiddenFields({ providerUid: provider.id, csrfToken: props.csrfToken })}
    <button class="choice" id="idp-${provider.id}" ${
      asks ? html`type="button" popovertarget="confirm-${provider.id}"` : html`type="submit"`
    }${!provider.available && html` disabled`}>${label(props, provider)}</button>
    ${asks && question(props, provider)}
  </form>`
}

const alerts = ({ lang, failedProvider, notification, anonymous }: ChooserProps): Html => html`
    ${failedProvider !== undefined && html`<p class="alert error" role="alert">${words[lang].failed(failedProvider)}</p>`}
    ${notification !== undefined && html`<p class="alert" role="status">${notification}</p>`}
    ${anonymous && html`<p class="alert" role="status">${words[lang].anonymous}</p>`}`

/** The page where someone chooses the identity provider to log in with. */
export const chooserPage = (props: ChooserProps): Html => {
  const text = words[props.lang]
  const { brand } = props.hub
  return layout({
    ...props,
    title: props.failedProvider === undefined ? text.title(brand) : text.failedTitle(brand),
    bodyId: 'fc-interaction-page',
    back: backLink(props.backHref, text.back(props.clientName)),
    children: html`
    ${alerts(props)}
    <h1>${text.heading(props.clientName)}</h1>
    <h2>${text.choose}</h2>
    <ul class="choices" data-testid="main-providers">
      ${props.providers.map((provider) => html`<li>${choice(props, provider)}</li>`)}
    </ul>
    ${props.delegate && html`<section class="aside"><h2>${text.delegate}</h2>${choice(props, props.delegate)}</section>`}
    ${
      props.european &&
      html`<section class="aside" lang="en"><h2>${european}</h2>${choice(props, props.european)}</section>`
    }
    ${props.tutorial && html`<p class="callout">${text.tutorial}</p>`}`,
  })
}
