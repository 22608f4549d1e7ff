import type { Client } from '../clients/client.ts'
import { platformOf } from './index.ts'

/** What a registration asks of the hubs that it names and that they do not give, a sentence each. */
export const adviseRegistration = (client: Client): readonly string[] =>
  (client.hubs ?? []).flatMap((hub) => {
    const platform = platformOf(hub)
    const given = platform?.registration(client)
    if (!platform || !given) return []
    const { id_token_signed_response_alg: alg, userinfo_signed_response_alg: userinfoAlg } = client
    const { algs } = platform.signing
    return [
      ...(alg !== undefined && !algs.includes(alg)
        ? [
            `id_token_signed_response_alg is ${alg}: ${platform.title} signs with ${algs.join(' or ')} alone, and refuses every request of this client`,
          ]
        : []),
      ...(userinfoAlg === null && given.userinfo_signed_response_alg !== undefined
        ? [`userinfo_signed_response_alg is null: ${platform.title} signs userinfo all the same`]
        : []),
    ]
  })
