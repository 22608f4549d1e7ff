import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Platform } from '../platforms/platform.ts'

const { base, Check, Prompt } = interactionPolicy

type PolicyCallbacks = {
  decide(ctx: KoaContextWithOIDC): Promise<void>
  subOf(id: string): Promise<string>
}

/**
 * The library's interaction policy, preceded by a look whether this very login is decided without a page:
 * `decide` then settles session, account and grant, and no prompt is left to show.
 */
export const createPolicy = (
  { isAcrMet = () => true }: Pick<Platform, 'isAcrMet'>,
  { decide, subOf }: PolicyCallbacks,
) => {
  const policy = base()
  // The hubs either refuse an id_token_hint before the library or ignore it: a login never repeats for it.
  policy.get('login')?.checks.remove('id_token_hint')
  policy.get('login')?.checks.remove('claims_id_token_sub_value')
  policy.get('login')?.checks.add(
    new Check('claims_id_token_sub_value', 'requested subject could not be obtained', async ({ oidc }) => {
      const wanted = oidc.claims.id_token?.sub
      if (!wanted || !('value' in wanted)) return Check.NO_NEED_TO_PROMPT
      const { accountId } = oidc.session ?? {}
      const isWanted = accountId !== undefined && (await subOf(accountId)) === wanted.value
      return isWanted ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT
    }),
  )
  // What these two look for needs features that no hub has.
  policy.get('consent')?.checks.remove('rs_scopes_missing')
  policy.get('consent')?.checks.remove('rar_prompt')
  policy
    .get('login')
    ?.checks.add(
      new Check('acr_unmet', 'requested ACR could not be obtained', ({ oidc }) =>
        isAcrMet(oidc.params ?? {}, oidc.acr) ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    )
  const pageless = new Check('pageless', 'the login is decided without a page', async (ctx) => {
    await decide(ctx)
    return Check.NO_NEED_TO_PROMPT
  })
  policy.add(new Prompt({ name: 'doublure', requestable: false }, pageless), 0)
  return policy
}
