import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'
import { type Explained, whyPanel } from '../why.ts'

export type UnreachableProps = Frame &
  Explained & {
    /** The identity provider's title. */
    provider: string
    /** `network`: it answers on the private network of the State alone; `silent`: it does not answer. */
    cause: 'network' | 'silent'
    /** Leads to the choice of another account. */
    retryHref: string
  }

const words = bilingual(
  {
    heading: 'Fournisseur d’identité injoignable',
    network: (provider: string) =>
      `${provider} n’est joignable que depuis le réseau interministériel de l’État (RIE), et cet appareil est sur Internet.`,
    silent: (provider: string) => `${provider} ne répond pas.`,
    retry: 'Choisir un autre compte',
  },
  {
    heading: 'Identity provider out of reach',
    network: (provider: string) =>
      `${provider} can be reached from the State’s private network (RIE) only, and this device is on the Internet.`,
    silent: (provider: string) => `${provider} does not answer.`,
    retry: 'Choose another account',
  },
)

/** The page where a login stops because the browser cannot reach the identity provider that was chosen. */
export const unreachablePage = (props: UnreachableProps): Html => {
  const text = words[props.lang]
  return layout({
    ...props,
    title: `${text.heading} - ${props.hub.brand}`,
    bodyId: 'unreachable-page',
    children: html`
    <section data-testid="idp-unreachable">
      <h1>${text.heading}</h1>
      <p>${text[props.cause](props.provider)}</p>
      <p><a class="button primary" href="${safeAddress(props.retryHref)}">${text.retry}</a></p>
    </section>
    ${whyPanel(props.lang, props)}`,
  })
}
