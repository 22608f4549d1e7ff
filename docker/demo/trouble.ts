import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import type { Hub } from './hubs.ts'

/** A login that we refuse ourselves: a short code, and a sentence for whoever reads the page. */
export class Trouble extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What the page of a failed login shows. */
export type Explanation = { code: string; description: string; advice: string }

const advicesOf = (hub: string): Readonly<Record<string, string>> => ({
  access_denied: 'La connexion a été abandonnée, ou la personne ne peut pas se connecter ainsi.',
  invalid_acr: `Le niveau demandé n’est pas de ceux que ${hub} propose.`,
  invalid_scope: 'Le client n’a pas droit à l’un des scopes demandés : voir son enregistrement.',
  invalid_client: 'Le secret ou le mode d’authentification du client n’est pas celui de son enregistrement.',
  invalid_grant: 'Le code a déjà servi ou a expiré : il ne vit que trente secondes.',
})

const answered = (hub: string, code: string, description: string | undefined): Explanation => ({
  code,
  description: description ?? 'Aucune description n’a été donnée.',
  advice: advicesOf(hub)[code] ?? `${hub} a refusé cette demande.`,
})

/** Why a login failed, in words: what the hub answered, what openid-client refused, or what broke. */
export const explain = (error: unknown, { title: hub }: Pick<Hub, 'title'>): Explanation => {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return answered(hub, error.error, error.error_description)
  if (error instanceof Trouble)
    return { code: error.code, description: error.message, advice: 'Ce service a refusé la connexion.' }
  if (error instanceof ClientError) {
    const { cause } = error
    const why =
      cause instanceof Response
        ? ` (HTTP ${cause.status}, ${cause.url})`
        : cause instanceof Error
          ? ` (${cause.message})`
          : ''
    return {
      code: error.code ?? error.name,
      description: `${error.message}${why}`,
      advice: `Ce service a refusé la réponse de ${hub} : une vérification a échoué.`,
    }
  }
  const { name, message, cause } = error instanceof Error ? error : new Error(String(error))
  return {
    // fetch hides below "fetch failed" what the system said: ECONNREFUSED.
    code: cause instanceof Error && 'code' in cause ? String(cause.code) : name,
    description: message,
    advice: 'Doublure ne répond pas, ou ce service s’est trompé. Doublure est-elle démarrée ?',
  }
}
