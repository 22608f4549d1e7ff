import type { Stage } from '../journey/visit.ts'
import { type Params, single } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'
import type { LibraryError } from '../platforms/library-error.ts'
import { verbatim } from '../rules/sentences.ts'

/** Adds to the explanation of a library error what the request said and what the registrations hold. */
export const whatCame = (
  why: readonly Why[] | undefined,
  { error }: LibraryError,
  params: Params,
  stage: Pick<Stage, 'client' | 'clients'>,
): readonly Why[] | undefined => {
  const client_id = single(params, 'client_id') ?? ''
  const client = stage.client(client_id)
  const details = detailsOf(error, client_id, client?.redirect_uris, params, stage)
  return details && why?.map((one) => ({ ...one, ...details }))
}

const detailsOf = (
  error: string,
  client_id: string,
  registered: readonly string[] | undefined,
  params: Params,
  { clients }: Pick<Stage, 'clients'>,
): Pick<Why, 'received' | 'expected'> | undefined => {
  if (error === 'invalid_redirect_uri' && registered) {
    return {
      received: verbatim(`redirect_uri=${single(params, 'redirect_uri') ?? ''}`),
      expected: {
        fr: `une des adresses enregistrées pour ${client_id}, au caractère près : ${registered.join(' ')}`,
        en: `exactly one of the addresses registered for ${client_id}: ${registered.join(' ')}`,
      },
    }
  }
  if (error === 'invalid_client' && !registered) {
    const known = clients()
      .map((client) => client.client_id)
      .join(', ')
    return {
      received: verbatim(`client_id=${client_id}`),
      expected: {
        fr: `le client_id d’un client actif de ce hub : ${known || 'il n’y en a aucun'}`,
        en: `the client_id of an active registration of this hub: ${known || 'there is none'}`,
      },
    }
  }
  return undefined
}
