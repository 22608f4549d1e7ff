import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { backLink } from '../form.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'
import { type Explained, whyPanel } from '../why.ts'

export type ErrorProps = Frame &
  Explained & {
    /** `Y010008`, `Y04FEDB9`, … */
    code: string
    message: string
    /** The way back to the client, known only while the session remembers it. */
    back?: { clientName: string; href: string } | undefined
    /** The support form, for the codes that offer one. */
    supportHref?: string | undefined
    /** The answer to a frequent question, shown in place of the support button (FranceConnect+, Y010008). */
    helpHref?: string | undefined
  }

const words = bilingual(
  {
    title: (brand: string) => `Erreur de connexion - ${brand}`,
    heading: 'Une erreur s’est produite',
    code: (code: string) => `Erreur ${code}`,
    support: 'Contactez-nous',
    help: 'Besoin d’aide ?',
    helpLink: 'Consulter l’aide sur cette erreur',
    back: (client: string) => `Revenir sur ${client}`,
    notFound: 'La page demandée n’existe pas.',
  },
  {
    title: (brand: string) => `Login error - ${brand}`,
    heading: 'An error occurred',
    code: (code: string) => `Error ${code}`,
    support: 'Contact us',
    help: 'Need help?',
    helpLink: 'Read the help page of this error',
    back: (client: string) => `Back to ${client}`,
    notFound: 'The page that was asked for does not exist.',
  },
)

/** The page that ends a login when the hub refuses and does not answer the client. */
export const errorPage = (props: ErrorProps): Html => {
  const { lang, code, message, back, supportHref, helpHref } = props
  const text = words[lang]
  return layout({
    ...props,
    title: text.title(props.hub.brand),
    bodyId: 'fc-error-page',
    back: back && backLink(back.href, text.back(back.clientName)),
    children: html`
    <h1>${text.heading}</h1>
    <p class="code" data-testid="error-code">${text.code(code)}</p>
    <p data-testid="error-message">${message}</p>
    ${
      helpHref !== undefined &&
      html`<h2>${text.help}</h2>
    <p><a href="${safeAddress(helpHref)}">${text.helpLink}</a></p>`
    }
    ${
      supportHref !== undefined &&
      html`<p><a class="button" data-testid="error-support-button" href="${safeAddress(supportHref)}">${text.support}</a></p>`
    }
    ${whyPanel(lang, props)}`,
  })
}

/** The page of an address that the hub does not serve. */
export const notFoundPage = (props: Frame & Explained): Html =>
  errorPage({ ...props, code: 'Y000404', message: words[props.lang].notFound })
