import type Provider from 'oidc-provider'
import type { Account } from '../journey/answer.ts'
import type { HubParts } from './hub.ts'

/** Who has logged in at this hub, for as long as the hub's session lasts. */
export type AccountKeeper = {
  /** Gives oidc-provider's name of the account. */
  keep(account: Account): Promise<string>
  /** By that name; @throws when the hub's session that holds the account is over. */
  find(name: string): Promise<Account | undefined>
  /** The `sub` of an account, whatever became of its session. */
  subOf(name: string): Promise<string>
}

/** The `sub` of an account, as the request has found it or else as it is looked up. */
export const foundSubOf = (
  ctx: { oidc?: { account?: object | undefined } } | undefined,
  name: string,
  { subOf }: Pick<AccountKeeper, 'subOf'>,
): string | Promise<string> => {
  const found = ctx?.oidc?.account as { accountId: string; sub?: string } | undefined
  return found?.sub !== undefined && found.accountId === name ? found.sub : subOf(name)
}

/** A person who logs in through two browsers has two accounts: each ends with its own session. */
const nameOf = ({ id, session }: Account): string => (session === undefined ? id : `${id}.${session}`)

export const createAccountKeeper = ({ store, facts, platform }: HubParts): AccountKeeper => {
  const keyOf = (name: string) => `${facts.id}:account:${name}`
  const read = (name: string) => store.get(keyOf(name)) as Promise<Account | undefined>
  return {
    async keep(account) {
      const name = nameOf(account)
      await store.set(keyOf(name), account, platform.session.lifetime)
      return name
    },
    async find(name) {
      const account = await read(name)
      if (account?.session !== undefined && !(await store.get(`${facts.id}:session:${account.session}`))) {
        throw new Error('the session of the hub that holds this account is over')
      }
      return account
    },
    subOf: async (name) => (await read(name))?.sub ?? name,
  }
}

/** Saves what the person grants to the client: the scopes asked, and the claims where the hub grants them too. */
export const createGrant = async (
  provider: Provider,
  accountId: string,
  clientId: string,
  params: Readonly<Record<string, unknown>>,
  grantsClaims: boolean,
) => {
  const grant = Object.assign(new provider.Grant({ accountId, clientId }), { iss: provider.issuer })
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
