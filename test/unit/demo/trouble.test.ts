import { AuthorizationResponseError, ClientError } from 'openid-client'
import { expect, test } from 'vitest'
import { hubs } from '../../../docker/demo/hubs.ts'
import { explain } from '../../../docker/demo/trouble.ts'

const refusal = (error: string) =>
  new AuthorizationResponseError('refused', { cause: new URLSearchParams({ error }) })

test.each(hubs)('a login that fails on $title names it to the person, and no platform', (hub) => {
  const advices = [refusal('invalid_acr'), refusal('server_error'), new ClientError('wrong nonce')].map(
    (error) => explain(error, hub).advice,
  )
  expect(advices).toEqual([
    `Le niveau demandé n’est pas de ceux que ${hub.title} propose.`,
    `${hub.title} a refusé cette demande.`,
    `Ce service a refusé la réponse de ${hub.title} : une vérification a échoué.`,
  ])
})
