import type Provider from 'oidc-provider'
import type { Account } from '../journey/answer.ts'
import type { HubParts } from './hub.ts'

/** Who has logged in at this hub, for as long as the hub's session lasts. */
export type AccountKeeper = {
  keep(account: Account): Promise<void>
  find(id: string): Promise<Account | undefined>
}

export const createAccountKeeper = ({ store, facts, platform }: HubParts): AccountKeeper => ({
  keep: (account) => store.set(`${facts.id}:account:${account.id}`, account, platform.session.lifetime),
  async find(id) {
    const account = (await store.get(`${facts.id}:account:${id}`)) as Account | undefined
    if (account?.session !== undefined && !(await store.get(`${facts.id}:session:${account.session}`))) {
      throw new Error('the session of the hub that holds this account is over')
    }
    return account
  },
})

/** Saves what the person grants to the client: the scopes asked, and the claims where the hub grants them too. */
export const createGrant = async (
  provider: Provider,
  accountId: string,
  clientId: string,
  params: Readonly<Record<string, unknown>>,
  grantsClaims: boolean,
) => {
  const grant = new provider.Grant({ accountId, clientId })
  grant.addOIDCScope(String(params.scope ?? ''))
  if (grantsClaims && typeof params.claims === 'string') grant.addOIDCClaims(requestedClaims(params.claims))
  await grant.save()
  return grant
}

const requestedClaims = (claims: string): string[] => {
  const { userinfo = {}, id_token = {} } = JSON.parse(claims) as Record<
    'userinfo' | 'id_token',
    object | undefined
  >
  return [...Object.keys(userinfo), ...Object.keys(id_token)]
}
