import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'
import { type Explained, whyPanel } from '../why.ts'

export type ErrorProps = Frame &
  Explained & {
    /** `Accès indisponible`, … ; empty where the hub shows none. */
    title: string
    /** `Y000400`, `Y500015 (CoreFca…Exception)`, `oidc-provider-rendered-error:invalid_client`. */
    code: string
    /** A UUID that only this page shows. */
    id: string
    message: string
    /** Leads back to the client with the error; absent for errors that cannot. */
    retryHref?: string | undefined
    /** A `mailto:` that tells the hub's support. */
    reportHref?: string | undefined
  }

const words = bilingual(
  {
    error: 'Erreur',
    code: 'code erreur',
    id: 'id erreur',
    message: 'message erreur',
    retry: 'Réessayer de vous connecter',
    report: 'Signaler l’erreur',
    notFound: 'Page non trouvée',
  },
  {
    error: 'Error',
    code: 'error code',
    id: 'error id',
    message: 'error message',
    retry: 'Try to log in again',
    report: 'Report the error',
    notFound: 'Page not found',
  },
)

/** The page that ends a login when the hub refuses and does not answer the client by itself. */
export const errorPage = (props: ErrorProps): Html => {
  const { lang, title, retryHref, reportHref } = props
  const text = words[lang]
  return layout({
    ...props,
    title: `${title || text.error} - ${props.hub.brand}`,
    bodyId: 'error-page',
    children: html`
    <section data-testid="error-section">
      <h1 data-testid="error-section-title">${title}</h1>
      <ul class="error-lines">
        <li data-testid="error-code">- ${text.code} : ${props.code}</li>
        <li data-testid="error-id">- ${text.id} : ${props.id}</li>
        <li data-testid="error-message">- ${text.message} : "${props.message}"</li>
      </ul>
      <div class="actions">
        ${retryHref !== undefined && html`<a class="button primary" data-testid="error-retry-link" href="${safeAddress(retryHref)}">${text.retry}</a>`}
        ${reportHref !== undefined && html`<a class="button" data-testid="error-report-link" href="${safeAddress(reportHref)}">${text.report}</a>`}
      </div>
    </section>
    ${whyPanel(lang, props)}`,
  })
}

/** The page of an address or a method that the hub does not serve. */
export const notFoundPage = (props: Frame & Explained & { id: string; method: string; path: string }): Html =>
  errorPage({
    ...props,
    title: words[props.lang].notFound,
    code: 'Y000404',
    message: `Cannot ${props.method} ${props.path}`,
  })
