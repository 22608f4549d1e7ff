import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { hiddenFields } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

/** What one source has given about the person: `FranceConnect`, or a data provider. */
export type Transmitted = { provider: string; labels: readonly string[] }

export type InformationProps = Frame & {
  /** The form is posted here with `csrfToken`. */
  action: string
  csrfToken: string
  clientName: string
  /** The person; `undefined` when the scope is exactly `openid`: the login is then anonymous. */
  identity: { given_name: string; family_name: string } | undefined
  /** The client must ask the person's consent: a box to tick, and a hidden `accept=1`. */
  consentRequired: boolean
  transmitted: readonly Transmitted[]
}

const words = bilingual(
  {
    title: (client: string, brand: string) => `Connexion - Continuer sur Service ${client} - ${brand}`,
    heading: 'Vous allez vous connecter en tant que :',
    anonymous: 'Vous allez vous connecter de façon anonyme',
    nothing: 'Aucune donnée personnelle ne sera transmise',
    proceed: (client: string) => `Continuer sur ${client}`,
    consent: (client: string) => `J’accepte que mes données soient transmises à ${client} pour me connecter.`,
    one: 'Donnée transmise',
    several: 'Données transmises',
    from: (provider: string) => `Informations récupérées depuis ${provider}`,
    notification:
      'Pour votre sécurité, un courriel vous signale les connexions inhabituelles. Ici, aucun ne quitte la doublure.',
  },
  {
    title: (client: string, brand: string) => `Login - Continue to ${client} - ${brand}`,
    heading: 'You are about to log in as:',
    anonymous: 'You are about to log in anonymously',
    nothing: 'No personal data will be sent',
    proceed: (client: string) => `Continue to ${client}`,
    consent: (client: string) => `I agree that my data is sent to ${client} so that I can log in.`,
    one: 'Data sent',
    several: 'Data sent',
    from: (provider: string) => `Information from ${provider}`,
    notification: 'For your safety, an e-mail tells you of unusual logins. Here, none leaves the double.',
  },
)

const identity = (props: InformationProps): Html => {
  const text = words[props.lang]
  if (!props.identity) return html`<h1>${text.anonymous}</h1><p>${text.nothing}</p>`
  const { given_name, family_name } = props.identity
  return html`<h1>${text.heading}</h1>
    <h2 class="person" data-testid="identity-fullname-label">${given_name} ${family_name.toUpperCase()}</h2>`
}

const consent = ({ lang, clientName }: InformationProps): Html => html`
      <div class="tick">
        <input type="checkbox" id="consent" data-testid="checkbox-consent">
        <label for="consent">${words[lang].consent(clientName)}</label>
      </div>
      ${hiddenFields({ accept: '1' })}`

const data = ({ lang, transmitted }: InformationProps): Html | undefined => {
  const sources = transmitted.filter(({ labels }) => labels.length > 0)
  const count = sources.reduce((sum, { labels }) => sum + labels.length, 0)
  if (count === 0) return undefined
  return html`
    <details data-testid="transmitted-data">
      <summary>${count === 1 ? words[lang].one : words[lang].several}</summary>
      ${sources.map(
        ({ provider, labels }) => html`
      <h3>${words[lang].from(provider)}</h3>
      <ul>${labels.map((label) => html`<li>${label}</li>`)}</ul>`,
      )}
    </details>`
}

/** The page that tells the person who they log in as and what is sent, and asks consent where it must. */
export const informationPage = (props: InformationProps): Html => {
  const text = words[props.lang]
  return layout({
    ...props,
    title: text.title(props.clientName, props.hub.brand),
    bodyId: 'fc-consent-page',
    ...(props.consentRequired && { script: 'consent.js' as const }),
    children: html`
    ${identity(props)}
    <form class="stack" method="post" action="${safeAddress(props.action)}">
      ${hiddenFields({ csrfToken: props.csrfToken })}
      ${props.consentRequired && consent(props)}
      <button class="primary" type="submit" data-testid="consent-continue">${text.proceed(props.clientName)}</button>
    </form>
    ${props.identity && data(props)}
    <p class="callout">${text.notification}</p>`,
  })
}
