import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { backLink, hiddenFields } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

export type ProvidersProps = Frame & {
  /** The form is posted here with `providerUid` and `csrfToken`. */
  action: string
  csrfToken: string
  email: string
  /** In the order shown: by title, the default provider last. */
  providers: readonly {
    id: string
    title: string
    /** The default provider is shown under another name. */
    default: boolean
  }[]
  /** `Revenir sur <client>` (AgentConnect). */
  back?: { clientName: string; href: string } | undefined
}

const words = bilingual(
  {
    title: 'Choisir votre accès',
    legend: (email: string) => `Plusieurs accès sont possibles pour ${email}`,
    other: (provider: string) => `Autre (via ${provider})`,
    proceed: 'Continuer',
    back: (client: string) => `Revenir sur ${client}`,
  },
  {
    title: 'Choose your access',
    legend: (email: string) => `Several accesses are possible for ${email}`,
    other: (provider: string) => `Other (through ${provider})`,
    proceed: 'Continue',
    back: (client: string) => `Back to ${client}`,
  },
)

/** The page where an agent chooses among the identity providers that serve one e-mail domain. */
export const providersPage = (props: ProvidersProps): Html => {
  const text = words[props.lang]
  const choices = props.providers.map(
    (provider) => html`
        <div class="tick">
          <input type="radio" id="idp-${provider.id}" name="providerUid" value="${provider.id}" required>
          <label for="idp-${provider.id}">${provider.default ? text.other(provider.title) : provider.title}</label>
        </div>`,
  )
  return layout({
    ...props,
    title: `${text.title} - ${props.hub.brand}`,
    bodyId: 'providers-page',
    back: props.back && backLink(props.back.href, text.back(props.back.clientName)),
    children: html`
    <h1>${text.title}</h1>
    <form class="stack" method="post" action="${safeAddress(props.action)}">
      ${hiddenFields({ csrfToken: props.csrfToken })}
      <fieldset>
        <legend>${text.legend(props.email)}</legend>
        ${choices}
      </fieldset>
      <button class="primary" type="submit" data-testid="provider-selection-button">${text.proceed}</button>
    </form>`,
  })
}
