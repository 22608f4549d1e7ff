import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import { type Answer, type Refusal, redirect } from '../../../journey/answer.ts'
import { redeemCode } from '../../../journey/identity-provider/codes.ts'
import type { IdentityProviderAnswer } from '../../../journey/identity-provider-answer.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { remember } from './memory.ts'
import { interactionAddress } from './paths.ts'
import { refuse, refuseOnDemand } from './refuse.ts'
import { underWay } from './under-way.ts'
import type { Ways } from './ways.ts'

const INVALID = { message: 'invalid response encountered' }

/** Takes the answer of an identity provider, and hands the login over to the checks that end it. */
export const takeAnswer = (ways: Ways) =>
  underWay(ways, async (visit, { interaction, session }) => {
    const { idp_id, idp_state, idp_nonce, ...rest } = session
    const provider = visit.stage.identityProviders().find(({ id }) => id === idp_id)
    if (idp_state === undefined || !provider) return redirect(interactionAddress(visit, interaction.uid))
    // State and nonce serve once, and the session changes its name: one that was stolen before is worth nothing.
    visit.session.renew({ ...rest, idp_id: provider.id }, { duplicate: true })
    const refused = await readAnswer(ways, visit, interaction, provider, idp_state)
    return refused ?? redirect(interactionAddress(visit, interaction.uid, '/verify'))
  })

const readAnswer = async (
  ways: Ways,
  visit: Visit,
  interaction: Interaction,
  provider: IdentityProvider,
  expected: string,
): Promise<Answer | undefined> => {
  const { query, stage } = visit
  if (single(query, 'state') !== expected)
    return refuse('Y020026', { fr: 'un autre state', en: 'another state' }, INVALID)
  const error = single(query, 'error')
  if (error) return ways.providerError(error, single(query, 'error_description'))
  const code = single(query, 'code')
  if (!code) return refuse('Y020026', { fr: 'aucun code, ou plusieurs', en: 'no code, or several' }, INVALID)
  const answer = await redeemCode(stage, code)
  if (!answer) {
    return refuse(
      'Y020026',
      {
        fr: 'un code que le fournisseur d’identité ne connaît pas',
        en: 'a code that the identity provider does not know',
      },
      {
        message: 'server responded with an error in the response body',
      },
    )
  }
  return accept(ways, visit, interaction, provider, answer)
}

/** Keeps what an identity provider says of a person, or says why it cannot be used. */
export const accept = async (
  ways: Ways,
  visit: Visit,
  { client_id }: Interaction,
  provider: IdentityProvider,
  answer: IdentityProviderAnswer,
): Promise<Answer | undefined> => {
  const client = visit.stage.client(client_id)
  if (!client) return undefined
  const { refuse_with } = answer.facts
  const isInline = refuse_with?.startsWith('Y17') && ways.oneTimeCode
  if (refuse_with !== undefined && !isInline) return refuseOnDemand(refuse_with)
  const failed = failureOf(ways, answer)
  if (failed) return failed
  const received = { visit, client, provider, answer }
  const identity = ways.receive(received)
  if (identity.kind === 'refusal') return identity
  const sub = await ways.subject(received)
  const { claims, roles } = identity
  remember(
    visit,
    { account: { sub, claims, roles }, ...(refuse_with !== undefined && { codeError: refuse_with }) },
    { idp_id: provider.id, idp: answer },
  )
  return undefined
}

/** What an identity provider did wrong, as the hub words it. */
const failureOf = ({ noSub }: Ways, { failure }: IdentityProviderAnswer): Refusal | undefined => {
  switch (failure) {
    case 'token_failed':
      return refuse(
        'Y020026',
        {
          fr: 'le endpoint token du fournisseur d’identité a échoué',
          en: 'the token endpoint of the identity provider failed',
        },
        {
          message: 'server responded with an error in the response body',
        },
      )
    case 'malformed_token':
      return refuse(
        'Y020030',
        { fr: 'un jeton dont amr n’est pas une liste', en: 'a token whose amr is no list' },
        { message: 'amr must be an array' },
      )
    case 'userinfo_failed':
      return refuse(
        'Y020027',
        {
          fr: 'le userinfo du fournisseur d’identité a échoué',
          en: 'userinfo of the identity provider failed',
        },
        {
          message: 'unexpected HTTP response status code',
        },
      )
    case 'no_sub':
      return refuse(noSub, { fr: 'un userinfo sans sub', en: 'userinfo without sub' }, INVALID)
    default:
      return undefined
  }
}
